using System.Security.Cryptography;
using Experts.Memory;
using Support;
using Xunit;
using static Experts.Tests.Memory.Notes;

namespace Experts.Tests.Memory;

/// <summary>Files from outside.</summary>
public sealed class MemoryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_again()
    {
        MemoryNote[] notes = [Note("a", "A is 1.", "d1", "what is a", "a is what"), Note("b", "B costs 2 €.", "d2", "what is b")];

        var read = MemoryFile.Read(MemoryFile.Write(MemoryContent.Of(notes)));

        Assert.Equal(["A is 1.", "B costs 2 €."], read.Notes.Select(note => note.Note));
        Assert.Equal(["a is what", "what is a"], read.NoteAt(0).Wordings);
        Assert.Equal(Source("d2"), Assert.Single(read.NoteAt(1).Sources));
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused()
    {
        var bytes = MemoryFile.Write(MemoryContent.Of([Note("a", "A is 1.", "d1", "what is a"), Note("b", "B is 2.", "d2", "what is b")]));

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Throws<InvalidDataException>(() => MemoryFile.Read(bytes.AsMemory(0, length))));
        Assert.Throws<InvalidDataException>(() => MemoryFile.Read(new byte[bytes.Length + 1]));
        Assert.Throws<InvalidDataException>(() => MemoryFile.Read((byte[])[.. bytes, 0]));
    }

    [Fact]
    public void Random_damage_is_refused_or_read_but_never_anything_else()
    {
        var random = new Random(3);
        var bytes = MemoryFile.Write(MemoryContent.Of([.. Enumerable.Range(0, 20).Select(i => Note($"g{i}", $"Note {i}.", "d", $"question {i}", $"ask {i}"))]));
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                var memory = new NoteMemory(MemoryFile.Read(damaged), "v", null);
                Assert.All(memory.Recall("question 3", 100), found => Assert.InRange(found.Score, 0, 1));
            }
            catch (InvalidDataException)
            {
                // Refused.
            }
        }
    }

    [Fact]
    public void A_huge_count_makes_no_room()
    {
        byte[] bytes = [.. "note-memory 1\n"u8, 0xA0, 0xC2, 0x1E]; // 500,000 words follow, it says

        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Assert.Throws<InvalidDataException>(() => MemoryFile.Read(bytes));

        Assert.Contains("500000 words", problem.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void A_changed_file_is_refused_by_its_name()
    {
        var memory = Remember(_folder.Path, Note("a", "A is 1.", "d1", "what is a"));
        var path = MemoryFolder.PathOf(_folder.Path, memory.Version);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Contains("SHA-256", Assert.Throws<InvalidDataException>(() => NoteMemory.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("zzzz")]
    public void A_damaged_pointer_is_refused(string content)
    {
        Remember(_folder.Path, Note("a", "A is 1.", "d1", "what is a"));
        File.WriteAllText(_folder["current"], content);

        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => NoteMemory.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pointer_without_its_file_is_said()
    {
        Remember(_folder.Path, Note("a", "A is 1.", "d1", "what is a"));
        File.WriteAllText(_folder["current"], new string('0', 64) + "\n");

        Assert.Contains("missing", Assert.Throws<InvalidDataException>(() => NoteMemory.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        var version = Convert.ToHexStringLower(SHA256.HashData("x"u8));
        using (var file = File.Create(MemoryFolder.PathOf(_folder.Path, version)))
        {
            file.SetLength(MemoryLimits.FileBytes + 1L);
        }

        File.WriteAllText(_folder["current"], version + "\n");

        Assert.Contains("expected at most", Assert.Throws<InvalidDataException>(() => NoteMemory.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }
}
