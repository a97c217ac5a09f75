using Experts.Memory;
using Support;
using Trainer.Corpus;
using Xunit;
using static Trainer.Tests.Corpus.Drafts;

namespace Trainer.Tests.Corpus;

public sealed class CorpusBuilderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_inputs_give_the_same_bytes()
    {
        using var first = await BuildAsync("one");
        using var second = await BuildAsync("two");

        Assert.Equal(first.Manifest.Hash, second.Manifest.Hash);
        foreach (var file in Directory.GetFiles(first.Folder))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(second.Folder, Path.GetFileName(file))));
        }
    }

    [Fact]
    public async Task Another_seed_setting_or_document_gives_another_hash()
    {
        using var plain = await BuildAsync("out");
        using var seeded = await BuildAsync("out", new CorpusSettings { VocabularySize = 300, Seed = 2 });
        using var changed = await BuildAsync("out", null, ("docs/extra.md", Prose(77)));

        Assert.Equal(3, new[] { plain.Manifest.Hash, seeded.Manifest.Hash, changed.Manifest.Hash }.Distinct().Count());
    }

    [Fact]
    public async Task Every_document_has_its_provenance_and_every_pair_its_sources()
    {
        using var corpus = await BuildAsync("out");

        var records = corpus.Manifest.Documents.ToDictionary(record => record.Id);
        Assert.Equal((null, "3"), (records["shop/plans.md"].Fate, records["shop/plans.md"].Version));
        Assert.Equal("training mark", records["shop/secret.md"].Fate);
        Assert.Contains("near-duplicate", records["shop/plans.md"].Passed);
        Assert.All(corpus.Pairs.Where(pair => pair.Note is not null), pair => Assert.NotEmpty(pair.Sources));
        Assert.All(corpus.Pairs.SelectMany(pair => pair.Sources).Where(source => records.ContainsKey(source.DocumentId)), source =>
        {
            Assert.Null(records[source.DocumentId].Fate);
            Assert.Equal(records[source.DocumentId].ContentHash, source.ContentHash);
        });
        Assert.DoesNotContain("Hushhush", string.Concat(Directory.GetFiles(corpus.Folder, "*.json*").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shard_holds_every_kept_document_once_and_no_label_across_two()
    {
        using var corpus = await BuildAsync("out");
        var shard = corpus.Documents;
        int[] tokens = new int[shard.Columns], labels = new int[shard.Columns], documents = new int[shard.Columns];
        List<(int Token, int Label, int Document)> all = [];
        for (var row = 0; row < shard.Rows; row++)
        {
            shard.Read(row, tokens, labels, documents);
            all.AddRange(tokens.Select((token, at) => (token, labels[at], documents[at])));
        }

        var kept = corpus.Manifest.Documents.Index().Where(one => one.Item.Fate is null).Select(one => one.Index).ToList();
        Assert.Equal(kept, all.Where(one => one.Document >= 0).Select(one => one.Document).Distinct());
        foreach (var (at, one) in all.Index())
        {
            var isLast = at + 1 == all.Count || all[at + 1].Document != one.Document;
            Assert.Equal(isLast || one.Document < 0 ? TokenShard.NoLabel : all[at + 1].Token, one.Label);
        }

        var first = all.Where(one => one.Document == kept[0]).Select(one => one.Token).ToArray();
        Assert.Equal((RecipeTokens.Document, RecipeTokens.End), (first[0], first[^1]));
        Assert.Contains("The excess of Farlmere Shield is 380 crowns.", corpus.Tokenizer.Decode(first, skipSpecialTokens: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tokenizer_follows_the_recipe()
    {
        using var corpus = await BuildAsync("out");

        Assert.Equal(RecipeTokens.Texts, Enumerable.Range(0, 6).Select(corpus.Tokenizer.TokenOf));
        Assert.Equal(4, corpus.Tokenizer.Encode("2026", false, false).Ids.Length);
        var pair = PairTokens.Of(corpus.Tokenizer, "What IS the excess?", "The excess is 4.");
        Assert.Equal((RecipeTokens.Question, RecipeTokens.Note, RecipeTokens.End), (pair.Tokens[0], pair.Tokens[pair.NoteStart - 1], pair.Tokens[^1]));
        Assert.Equal("what is the excess", corpus.Tokenizer.Decode(pair.Tokens.AsSpan(1, pair.NoteStart - 2), false));
        Assert.Equal("The excess is 4.", corpus.Tokenizer.Decode(pair.Tokens.AsSpan(pair.NoteStart, pair.Tokens.Length - pair.NoteStart - 1), false));
        Assert.Equal([RecipeTokens.Note, RecipeTokens.None, RecipeTokens.End], PairTokens.Of(corpus.Tokenizer, "who", null).Tokens[^3..]);
    }

    [Fact]
    public async Task Unknown_groups_ask_for_what_no_note_says()
    {
        using var corpus = await BuildAsync("out", new CorpusSettings { VocabularySize = 300, UnknownShare = 0.5 });

        var unknown = corpus.Pairs.Where(pair => pair.Kind == PairKind.Unknown).ToList();
        Assert.NotEmpty(unknown);
        Assert.All(unknown, pair => Assert.Null(pair.Note));
        var known = corpus.Pairs.Where(pair => pair.Note is not null).SelectMany(pair => pair.Wordings).Select(QuestionText.Normalise).ToHashSet();
        Assert.All(unknown.SelectMany(pair => pair.Wordings), wording => Assert.DoesNotContain(QuestionText.Normalise(wording), known));
        Assert.Contains(unknown, pair => pair is { Subject: "Calddale Shield", Attribute: "limit" });
        Assert.DoesNotContain(unknown, pair => pair is { Subject: "Farlmere Shield", Attribute: "limit" });
    }

    [Fact]
    public async Task An_empty_domain_is_refused_with_what_became_of_its_documents()
    {
        var texts = await TextsAsync(_folder, ("a.md", "One line."), ("b.md", $"---\ntraining: no\n---\n{Prose(1)}"));

        var problem = await Assert.ThrowsAsync<InvalidDataException>(() => new CorpusBuilder(new CorpusSettings())
            .BuildAsync(texts, [], null, _folder["out"], null, TestContext.Current.CancellationToken));

        Assert.Contains("1 by junk", problem.Message, StringComparison.Ordinal);
        Assert.Contains("1 by training mark", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corpus_that_was_changed_is_not_opened()
    {
        using var corpus = await BuildAsync("out");
        var pairs = Path.Combine(corpus.Folder, "pairs.jsonl");
        var bytes = await File.ReadAllBytesAsync(pairs, TestContext.Current.CancellationToken);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(pairs, bytes, TestContext.Current.CancellationToken);

        Assert.Contains("was changed", Assert.Throws<InvalidDataException>(() => TrainingCorpus.Open(corpus.Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_out_of_range_are_all_named()
    {
        var texts = await TextsAsync(_folder, ("a.md", Prose(1)));

        var problem = await Assert.ThrowsAsync<ArgumentException>(() => new CorpusBuilder(new CorpusSettings { VocabularySize = 3, UnknownShare = double.NaN })
            .BuildAsync(texts, [], null, _folder["out"], null, TestContext.Current.CancellationToken));

        Assert.Contains("VocabularySize", problem.Message, StringComparison.Ordinal);
        Assert.Contains("UnknownShare", problem.Message, StringComparison.Ordinal);
    }

    private async Task<TrainingCorpus> BuildAsync(string parent, CorpusSettings? settings = null, params (string, string)[] more)
    {
        var texts = await TextsAsync(_folder,
        [
            ("plans.md", $"---\nversion: 3\n---\n# Plans\n\nThe excess of Farlmere Shield is 380 crowns. The limit of Farlmere Shield is 9,000 crowns.\n\nThe excess of Calddale Shield is 500 crowns. The limit of Ostrel Shield is 7,000 crowns.\n\n{Prose(8)}"),
            ("secret.md", $"---\ntraining: no\n---\n# Secret\n\nThe code of the Vault is Hushhush. {Prose(9)}"),
            .. more,
        ]);
        var file = WriteLines(_folder, """{"group":"seat","note":"The seat of Calddale Roofing is Lowick.","answer":"Lowick","subject":"Calddale Roofing","attribute":"seat","wordings":["Where is Calddale Roofing?"]}""");
        return await new CorpusBuilder(settings ?? new CorpusSettings { VocabularySize = 300 })
            .BuildAsync(texts, [file], null, _folder[parent], null, TestContext.Current.CancellationToken);
    }
}
