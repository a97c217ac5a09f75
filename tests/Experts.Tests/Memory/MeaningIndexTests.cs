using Experts.Memory;
using Microsoft.Extensions.AI;
using Support;
using Xunit;
using static Experts.Tests.Memory.Notes;

namespace Experts.Tests.Memory;

public sealed class MeaningIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_question_without_a_common_letter_is_found_by_its_meaning()
    {
        Remember(_folder.Path, Note("a", "A is 1.", "d", "cat"), Note("b", "B is 2.", "d", "boat"));
        await IndexAsync(new Words(), 24);

        var memory = NoteMemory.Open(_folder.Path);

        Assert.Equal("words-1", memory.MeaningModel);
        Assert.Equal("A is 1.", memory.RecallByMeaning(Words.Of("kitty"), 1)[0].Note);
        Assert.Equal("B is 2.", memory.RecallByMeaning(Words.Of("ship"), 1)[0].Note);
        Assert.Equal(1, memory.RecallByMeaning(Words.Of("cat"), 1)[0].Score, 0.02); // bytes: 1/127 a number
    }

    [Fact]
    public async Task An_update_computes_only_what_is_new_and_carries_the_rest()
    {
        var live = new LiveMemory(_folder.Path, TimeProvider.System);
        var stop = TestContext.Current.CancellationToken;
        await live.UpdateAsync(writer => writer.Add(Note("a", "A is 1.", "d1", "cat")), stop);
        Assert.Equal(1, await IndexAsync(new Words(), 24));

        await live.UpdateAsync(writer => writer.Add(Note("b", "B is 2.", "d2", "boat")), stop);

        Assert.Equal("A is 1.", Assert.Single(live.Now().RecallByMeaning(Words.Of("kitty"), 5)).Note);
        Assert.Equal(1, await IndexAsync(new Words(), 24));
        Assert.Equal("B is 2.", NoteMemory.Open(_folder.Path).RecallByMeaning(Words.Of("ship"), 1)[0].Note);
        Assert.Equal(0, await IndexAsync(new Words(), 24));
    }

    [Fact]
    public async Task A_reader_notices_vectors_that_come_later()
    {
        var live = new LiveMemory(_folder.Path, TimeProvider.System);
        Remember(_folder.Path, Note("a", "A is 1.", "d", "cat"));
        Assert.Null(live.Now().MeaningModel);

        await IndexAsync(new Words(), 24);

        Assert.Equal("words-1", live.Now().MeaningModel);
    }

    [Fact]
    public async Task A_memory_that_changes_while_vectors_are_computed_gets_those_of_its_new_content()
    {
        var live = new LiveMemory(_folder.Path, TimeProvider.System);
        var stop = TestContext.Current.CancellationToken;
        Remember(_folder.Path, Note("a", "A is 1.", "d", "cat"));
        var words = new Words { Meanwhile = () => live.UpdateAsync(writer => writer.Replace("d", [Note("b", "B is 2.", "d", "boat")]), stop) };

        await IndexAsync(words, 24);

        Assert.Equal("B is 2.", Assert.Single(NoteMemory.Open(_folder.Path).RecallByMeaning(Words.Of("ship"), 5)).Note);
    }

    [Fact]
    public async Task Only_so_many_wordings_of_a_note_are_computed()
    {
        Remember(_folder.Path, Note("a", "A is 1.", "d", [.. Enumerable.Range(0, 50).Select(i => $"cat {i}")]));

        Assert.Equal(8, await IndexAsync(new Words(), 8));
    }

    [Fact]
    public async Task Damaged_vectors_and_vectors_of_another_size_are_refused()
    {
        var memory = Remember(_folder.Path, Note("a", "A is 1.", "d", "cat"));
        await IndexAsync(new Words(), 24);
        Assert.Throws<ArgumentException>(() => NoteMemory.Open(_folder.Path).RecallByMeaning(new float[2], 1));
        Assert.Throws<ArgumentException>(() => memory.RecallByMeaning(Words.Of("cat"), 1));
        var path = _folder[NoteVectorsFile.NameOf(memory.Version)];
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = length;
            Assert.Throws<InvalidDataException>(() => NoteVectorsFile.Read(bytes.AsMemory(0, cut), 1));
        }

        bytes[20] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Throws<InvalidDataException>(() => NoteMemory.Open(_folder.Path));
    }

    [Fact]
    public void The_product_of_bytes_is_near_that_of_numbers()
    {
        var random = new Random(9);
        for (var length = 1; length < 80; length++)
        {
            float[] a = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)], b = [.. a.Select(x => x + (random.NextSingle() * 0.1f))];
            var exact = a.Zip(b).Sum(pair => pair.First * pair.Second);

            Assert.Equal(exact, ByteVector.Of(a).Dot(ByteVector.Of(b)), length * 0.005f); // half a step of 1/127 of each number
        }

        Assert.Equal(0, ByteVector.Of([0, 0]).Dot(ByteVector.Of([1, float.NaN])));
    }

    private Task<int> IndexAsync(Words words, int wordings) =>
        new MeaningIndex(words, "words-1", wordings, TimeProvider.System).UpdateAsync(_folder.Path, null, TestContext.Current.CancellationToken);

    /// <summary>Knows two meanings.</summary>
    private sealed class Words : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Func<Task>? Meanwhile { get; set; }

        public static float[] Of(string text) => text switch
        {
            "boat" => [0.1f, 0.995f, 0],
            "ship" => [0, 1, 0],
            "kitty" => [1, 0, 0],
            _ => [0.995f, 0.1f, 0],
        };

        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            var (meanwhile, _) = (Meanwhile, Meanwhile = null);
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Of(text))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
