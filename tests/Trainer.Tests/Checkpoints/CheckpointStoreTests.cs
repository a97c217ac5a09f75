using LanguageModels.Weights;
using Support;
using Trainer.Checkpoints;
using Xunit;

namespace Trainer.Tests.Checkpoints;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _damage = [];
    private readonly CheckpointStore _store;

    public CheckpointStoreTests() => _store = new CheckpointStore(_folder["checkpoints"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_gives_back_its_state_and_its_tensors()
    {
        Save(7);

        var checkpoint = _store.OpenNewest(_damage.Add)!;

        Assert.Equal((7, "seven"), (checkpoint.Step, checkpoint.State<Note>().Text[..5]));
        using var tensors = checkpoint.Open("weights");
        var values = new float[3];
        tensors.Read("w", values);
        Assert.Equal([7f, 7.5f, 7.25f], values);
        Assert.Empty(_damage);
    }

    [Fact]
    public void The_last_two_are_kept()
    {
        Save(1);
        Save(2);
        Save(3);

        Assert.Equal([2, 3], _store.Steps());
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("optimiser.safetensors")]
    [InlineData("checkpoint.json")]
    [InlineData("checkpoint.sha256")]
    public void One_changed_bit_in_any_file_falls_back_to_the_checkpoint_before(string file)
    {
        Save(1);
        Save(2);
        Flip(Path.Combine(_store.FolderOf(2), file));

        var checkpoint = _store.OpenNewest(_damage.Add);

        Assert.Equal(1, checkpoint?.Step);
        Assert.Contains("step-000000002", Assert.Single(_damage), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_and_a_cut_off_file_fall_back_too()
    {
        Save(1);
        Save(2);
        File.Delete(Path.Combine(_store.FolderOf(2), "optimiser.safetensors"));
        Assert.Equal(1, _store.OpenNewest(_damage.Add)?.Step);

        Save(2);
        using (var file = File.OpenWrite(Path.Combine(_store.FolderOf(2), "weights.safetensors")))
        {
            file.SetLength(file.Length - 4);
        }

        Assert.Equal(1, _store.OpenNewest(_damage.Add)?.Step);
    }

    [Fact]
    public void When_all_are_damaged_there_is_none()
    {
        Save(1);
        Flip(Path.Combine(_store.FolderOf(1), "weights.safetensors"));

        Assert.Null(_store.OpenNewest(_damage.Add));
        Assert.Single(_damage);
    }

    [Fact]
    public void A_damaged_later_checkpoint_does_not_push_out_good_ones()
    {
        Save(1);
        Save(3);
        Flip(Path.Combine(_store.FolderOf(3), "weights.safetensors"));
        _store.OpenNewest(_damage.Add);

        Save(2);

        Assert.Equal([1, 2], _store.Steps());
    }

    [Fact]
    public void What_a_killed_process_left_unfinished_is_no_checkpoint_and_goes_with_the_next_one()
    {
        Save(1);
        var unfinished = Directory.CreateDirectory(Path.Combine(_folder["checkpoints"], ".unfinished-0")).FullName;
        File.WriteAllText(Path.Combine(unfinished, "weights.safetensors"), "half");
        Assert.Equal(1, _store.OpenNewest(_damage.Add)?.Step);

        Save(2);

        Assert.False(Directory.Exists(unfinished));
    }

    [Fact]
    public void A_full_disk_keeps_the_checkpoints_before_and_says_which()
    {
        Save(1);

        var problem = Assert.Throws<CheckpointException>(() => _store.Save(2, new Note("two"), [Tensors("weights", (_, _) => throw new IOException("No space left on device."))]));

        Assert.Contains("the checkpoint of step 1 is kept", problem.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, _store.OpenNewest(_damage.Add)?.Step);
        Assert.Empty(Directory.GetDirectories(_folder["checkpoints"], ".unfinished-*"));
    }

    [Fact]
    public void The_same_step_can_be_saved_again()
    {
        Save(1);
        Save(1);

        Assert.Equal(1, _store.OpenNewest(_damage.Add)?.Step);
        Assert.Single(Directory.GetDirectories(_folder["checkpoints"]));
    }

    private void Save(long step) => _store.Save(
        step,
        new Note("seven seven seven"),
        [Tensors("weights", (_, values) => Fill(values, step)), Tensors("optimiser", (_, values) => Fill(values, -step))]);

    private static CheckpointTensors Tensors(string name, Action<TensorInfo, Span<float>> read) => new(name, [new TensorInfo("w", "F32", [3])], read);

    private static void Fill(Span<float> values, long step) => (values[0], values[1], values[2]) = (step, step + 0.5f, step + 0.25f);

    /// <summary>One bit in the middle of a file: of the values in a tensor file, of the text elsewhere.</summary>
    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[path.EndsWith("safetensors", StringComparison.Ordinal) ? ^2 : bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private sealed record Note(string Text);
}
