namespace Experts.Registry;

/// <summary>
/// All versions of all experts: <c>experts/&lt;name&gt;/&lt;version&gt;/</c>, immutable and named by their content, and for
/// each expert the file <c>current</c>. Several processes may use one registry at once: reading takes no lock, a version or a
/// pointer appears whole or not at all, and what survives a power cut is what was there before or after. Thread-safe.
/// </summary>
/// <param name="root">The folder; it need not exist yet.</param>
/// <param name="time">Clock.</param>
public sealed class ExpertRegistry(string root, TimeProvider time)
{
    private readonly string _experts = Path.Combine(root, "experts");
    private readonly string _incoming = Path.Combine(root, "incoming");
    private readonly string _lock = Path.Combine(root, "lock");

    /// <summary>Refuses a name that no expert can have: 1 to 64 lower-case letters, digits, <c>-</c>, <c>.</c>, <c>_</c>, no dot first.</summary>
    /// <exception cref="ArgumentException">It is such a name.</exception>
    public static void CheckName(string name) => RegistryNames.RequireName(name);

    /// <summary>Begins a version.</summary>
    public ExpertDraft Begin() => ExpertDraft.Begin(_incoming);

    /// <summary>
    /// Hashes a draft, writes its manifest, flushes all of it and puts it into the registry by one rename. Does not make it current.
    /// The same content added again gives the version that is there.
    /// </summary>
    /// <exception cref="ArgumentException">The name or a fact is not acceptable; the message says why.</exception>
    /// <exception cref="RegistryException">The draft holds something that no version may hold, or the registry is locked.</exception>
    public async Task<ExpertVersion> AddAsync(
        ExpertDraft draft, string name, ExpertFacts facts, IProgress<RegistryProgress>? progress, CancellationToken cancellationToken)
    {
        RegistryNames.RequireName(name);
        if (facts.Flaw() is { } flaw)
        {
            throw new ArgumentException($"Facts of '{name}': {flaw}.", nameof(facts));
        }

        File.Delete(Path.Combine(draft.Folder, ManifestFormat.FileName));
        var files = await FolderHash.ComputeAsync(draft.Folder, progress, cancellationToken);
        if (files.IsEmpty)
        {
            throw new RegistryException($"'{draft.Folder}' holds no files; a version has at least one.");
        }

        var manifest = new ExpertManifest(name, VersionHash.Of(facts, files), time.GetUtcNow(), facts, files);
        DurableFiles.Write(Path.Combine(draft.Folder, ManifestFormat.FileName), ManifestFormat.Write(manifest));
        DurableFiles.FlushAll(draft.Folder);
        using var taken = await RegistryLock.TakeAsync(_lock, time, cancellationToken);
        return Place(draft, manifest);
    }

    /// <summary>Adds a copy of a version that another registry made, under the name that it has there. Does not make it current.</summary>
    /// <param name="folder">The version's folder, with its manifest; it stays as it is.</param>
    /// <param name="cancellationToken">Ends it before it is added.</param>
    /// <exception cref="RegistryException">Folder or manifest are damaged or were changed.</exception>
    public async Task<ExpertVersion> AddCopyAsync(string folder, CancellationToken cancellationToken)
    {
        var manifest = ManifestFormat.Read(folder);
        using var draft = Begin();
        foreach (var file in manifest.Files)
        {
            var target = Path.Combine(draft.Folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(folder, file.Path), target);
        }

        VersionCheck.Hashes(folder, manifest, await FolderHash.ComputeAsync(draft.Folder, null, cancellationToken));
        return await AddAsync(draft, manifest.Name, manifest.Facts, null, cancellationToken);
    }

    /// <summary>Names of all experts, in ordinal order.</summary>
    public IReadOnlyList<string> Names() => !Directory.Exists(_experts)
        ? []
        : [.. Directory.EnumerateDirectories(_experts).Select(folder => Path.GetFileName(folder)).Where(IsExpert).Order(StringComparer.Ordinal)];

    /// <summary>Versions of an expert, oldest first. A torn one is not among them; <see cref="Hashes"/> names it.</summary>
    public IReadOnlyList<ExpertVersion> List(string name) =>
        [.. Hashes(name).Select(version => TryRead(name, version)).OfType<ExpertVersion>().OrderBy(version => version.Manifest!.Created).ThenBy(version => version.Version, StringComparer.Ordinal)];

    /// <summary>The hashes by which folders of an expert are named, torn ones too, in ordinal order.</summary>
    public IReadOnlyList<string> Hashes(string name) => !RegistryNames.IsName(name) || !Directory.Exists(ExpertFolder(name))
        ? []
        : [.. Directory.EnumerateDirectories(ExpertFolder(name)).Select(folder => Path.GetFileName(folder)).Where(RegistryNames.IsVersion).Order(StringComparer.Ordinal)];

    /// <summary>The hash that <c>current</c> names; null when none was chosen. The version itself is not looked at.</summary>
    /// <exception cref="RegistryException">The pointer is damaged.</exception>
    public string? Current(string name) => RegistryNames.IsName(name) ? CurrentPointer.Read(ExpertFolder(name)) : null;

    /// <summary>Finds a version and checks its manifest and the lengths of its files; <see cref="VerifyAsync"/> checks their hashes.</summary>
    /// <param name="name">Of the expert; one that is no name is not found.</param>
    /// <param name="version">A hash, or its first digits, at least four; null for the current one.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="RegistryException">The version is torn or changed, or several begin with these digits.</exception>
    public ExpertVersion? Resolve(string name, string? version)
    {
        var hash = version is null ? Current(name) : Find(name, version);
        return hash is null ? null : Read(name, hash);
    }

    /// <summary>Makes a version the one that answers. Running gateways notice.</summary>
    /// <exception cref="RegistryException">There is no such version, or it is torn.</exception>
    public async Task<ExpertVersion> SetCurrentAsync(string name, string version, CancellationToken cancellationToken)
    {
        using var taken = await LockedAsync(cancellationToken);
        var found = Resolve(name, version) ?? throw NotFound(name, version);
        CurrentPointer.Write(ExpertFolder(name), found.Version);
        return found;
    }

    /// <summary>Removes a version, a torn one too. Whoever has loaded it keeps it until it is unloaded (Unix), or hinders the removal (Windows).</summary>
    /// <returns>Its hash.</returns>
    /// <exception cref="RegistryException">There is no such version, or it is the current one.</exception>
    public async Task<string> RemoveAsync(string name, string version, CancellationToken cancellationToken)
    {
        using var taken = await LockedAsync(cancellationToken);
        var hash = Find(name, version) ?? throw NotFound(name, version);
        if (hash == Current(name))
        {
            throw new RegistryException($"{name}@{hash} is current and stays. Make another version current first.");
        }

        using var grave = Begin();
        Directory.Delete(grave.Folder);
        Directory.Move(VersionFolder(name, hash), grave.Folder);
        DurableFiles.FlushNames(ExpertFolder(name));
        return hash;
    }

    /// <summary>Reads every file of a version and compares its hash with the manifest. To be done before it is loaded.</summary>
    /// <exception cref="RegistryException">A file is missing, new or changed: the version must not be used.</exception>
    public async Task VerifyAsync(ExpertVersion version, IProgress<RegistryProgress>? progress, CancellationToken cancellationToken)
    {
        var manifest = ManifestFormat.Read(version.Folder, version.Name, version.Version);
        VersionCheck.Lengths(version.Folder, manifest);
        VersionCheck.Hashes(version.Folder, manifest, await FolderHash.ComputeAsync(version.Folder, progress, cancellationToken));
    }

    /// <summary>
    /// Where the live memory of an expert lies (<c>Experts.Memory</c>), beside its versions: it changes with the documents, and no version does.
    /// The folder need not exist.
    /// </summary>
    /// <exception cref="ArgumentException">It is no name of an expert.</exception>
    public string MemoryFolder(string name)
    {
        RegistryNames.RequireName(name);
        return Path.Combine(ExpertFolder(name), "memory");
    }

    private string ExpertFolder(string name) => Path.Combine(_experts, name);

    private string VersionFolder(string name, string version) => Path.Combine(_experts, name, version);

    /// <summary>One whose versions were deleted under a pointer that names one is damaged, not absent.</summary>
    private bool IsExpert(string name) => RegistryNames.IsName(name) && (Hashes(name).Count > 0 || File.Exists(Path.Combine(ExpertFolder(name), CurrentPointer.FileName)));

    private async Task<RegistryLock> LockedAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(root);
        return await RegistryLock.TakeAsync(_lock, time, cancellationToken);
    }

    private ExpertVersion Place(ExpertDraft draft, ExpertManifest manifest)
    {
        var folder = VersionFolder(manifest.Name, manifest.Version);
        if (TryRead(manifest.Name, manifest.Version) is { } present)
        {
            return present;
        }

        Directory.CreateDirectory(ExpertFolder(manifest.Name));
        if (Directory.Exists(folder))
        {
            using var torn = Begin();
            Directory.Delete(torn.Folder);
            Directory.Move(folder, torn.Folder);
        }

        Directory.Move(draft.Folder, folder);
        DurableFiles.FlushNames(ExpertFolder(manifest.Name));
        DurableFiles.FlushNames(_experts);
        return new ExpertVersion(manifest.Name, manifest.Version, folder) { Manifest = manifest };
    }

    private string? Find(string name, string version)
    {
        if (!RegistryNames.IsPrefix(version))
        {
            return null;
        }

        var found = Hashes(name).Where(hash => hash.StartsWith(version, StringComparison.Ordinal)).ToList();
        return found.Count <= 1
            ? found.SingleOrDefault()
            : throw new RegistryException($"{found.Count} versions of '{name}' begin with '{version}'; give more digits.");
    }

    private ExpertVersion Read(string name, string version)
    {
        var folder = VersionFolder(name, version);
        var manifest = ManifestFormat.Read(folder, name, version);
        VersionCheck.Lengths(folder, manifest);
        return new ExpertVersion(name, version, folder) { Manifest = manifest };
    }

    private ExpertVersion? TryRead(string name, string version)
    {
        try
        {
            return Read(name, version);
        }
        catch (RegistryException)
        {
            return null; // Torn: whoever asks for it by name is told why.
        }
    }

    private static RegistryException NotFound(string name, string version) =>
        new($"There is no version '{version}' of '{name}'. 'models list' shows what there is; a version is its first digits, at least {RegistryNames.ShortestPrefix}.");
}
