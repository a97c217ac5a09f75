using System.Text.Json;
using Microsoft.Extensions.AI;
using Trainer.Corpus.Pairing;

namespace Trainer.Corpus.Teaching;

/// <summary>
/// A language model that writes notes and wordings from documents, and more wordings for pairs that there are. Nothing of it is believed
/// unchecked (<see cref="Consistency"/>, round trip). Not thread-safe.
/// </summary>
public sealed class Teacher : IDisposable
{
    /// <summary>What the groups of taught pairs begin with.</summary>
    internal const string Groups = "teacher/";

    private const string Write =
        "You write study notes from a passage of an organisation's documents. Reply with one JSON object a line and nothing else: "
        + "{\"note\": one complete sentence that states one fact and names its subject in full, \"answer\": the fact's value as it stands in the passage, "
        + "\"quote\": the words of the passage that say it, copied exactly, \"wordings\": different questions that the note answers, some plain, some in quite other words than the passage}. "
        + "Never state what the passage does not say. Never put the answer into a question.";

    private const string Reword =
        "You write other wordings of a question: short ones, long ones, formal and careless ones, some that share no word with it but the name. "
        + "All must have the same answer, and none may contain it. Reply with a JSON array of strings and nothing else.";

    private const string Answer = "Answer the question in as few words as possible. If you do not know, say: unknown.";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { MaxDepth = 8, RespectNullableAnnotations = true };

    private readonly IChatClient _client;
    private readonly TeacherSettings _settings;
    private readonly TeacherMemory _memory;
    private int _calls;

    /// <summary>Begins with what an earlier run was told.</summary>
    /// <param name="client">The model: any upstream, a local one included.</param>
    /// <param name="settings">How it writes.</param>
    /// <param name="memoryFile">Where its replies are kept, so that the same corpus comes out again.</param>
    public Teacher(IChatClient client, TeacherSettings settings, string memoryFile)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_client, _settings, _memory) = (client, settings, new TeacherMemory(memoryFile));
    }

    /// <summary>Pairs from a document.</summary>
    internal async Task<IReadOnlyList<NotePair>> WriteAsync(KeptDocument document, PairRefusals refusals, CancellationToken cancellationToken)
    {
        var pairs = new List<NotePair>();
        foreach (var passage in Passages(document.Text))
        {
            var prompt = $"Title: {document.Document.Title}\n\n{passage}\n\nWrite at most {_settings.NotesOfPassage} notes with {_settings.Wordings} wordings each.";
            foreach (var note in Notes(await AskAsync(Write, prompt, cancellationToken), refusals))
            {
                if (Consistency.Flaw(note, document.Document.Title, passage) is { } flaw)
                {
                    refusals.Add(flaw);
                }
                else if (await CheckedAsync(note, refusals, cancellationToken) is { Count: > 0 } wordings)
                {
                    pairs.Add(new NotePair(
                        $"{Groups}{document.Document.Id}/{AnswerText.Normal(note.Note)}", PairKind.Fact, PairOrigin.Teacher, wordings, note.Note, [document.Says(note.Quote)])
                    {
                        Answer = note.Answer,
                    });
                }
            }
        }

        return pairs;
    }

    /// <summary>The same pair with more wordings; those that fail a check are left out.</summary>
    internal async Task<NotePair> RewordAsync(NotePair pair, PairRefusals refusals, CancellationToken cancellationToken)
    {
        if (pair.Note is null || pair.Answer is null)
        {
            return pair;
        }

        var prompt = $"Question: {pair.Wordings[0]}\nAnswer: {pair.Note}\n\nWrite {_settings.Wordings} wordings.";
        var offered = Strings(await AskAsync(Reword, prompt, cancellationToken), refusals);
        var note = new TaughtNote { Note = pair.Note, Answer = pair.Answer, Quote = pair.Note, Wordings = offered };
        return pair with { Wordings = [.. pair.Wordings, .. await CheckedAsync(note, refusals, cancellationToken)] };
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    /// <summary>The wordings that pass all checks; the round trip is made for each, because each is trained on.</summary>
    private async Task<IReadOnlyList<string>> CheckedAsync(TaughtNote note, PairRefusals refusals, CancellationToken cancellationToken)
    {
        var kept = new List<string>();
        foreach (var wording in Consistency.Wordings(note.Wordings, note.Answer).Take(4 * _settings.Wordings))
        {
            if (!_settings.RoundTrip || await PassesAsync(wording, note, refusals, cancellationToken))
            {
                kept.Add(wording);
            }
        }

        return kept;
    }

    private async Task<bool> PassesAsync(string wording, TaughtNote note, PairRefusals refusals, CancellationToken cancellationToken)
    {
        if (!Holds(await AskAsync(Answer, $"{wording}\n\nNote: {note.Note}", cancellationToken), note))
        {
            refusals.Add("a taught wording is not answered by its note");
            return false;
        }

        if (Holds(await AskAsync(Answer, wording, cancellationToken), note))
        {
            refusals.Add("a taught wording is answered without its note");
            return false;
        }

        return true;
    }

    private static bool Holds(string reply, TaughtNote note) => AnswerText.Holds(AnswerText.Normal(reply), note.Answer);

    private async Task<string> AskAsync(string system, string prompt, CancellationToken cancellationToken)
    {
        var key = TeacherMemory.KeyOf(_settings.Model, $"{system}\n{prompt}");
        if (_memory.Find(key) is { } known)
        {
            return known;
        }

        if (++_calls > _settings.MostCalls)
        {
            return "";
        }

        var reply = await _client.GetResponseAsync(
            [new ChatMessage(ChatRole.System, system), new ChatMessage(ChatRole.User, prompt)], new ChatOptions { Temperature = 0 }, cancellationToken);
        _memory.Add(key, reply.Text);
        return reply.Text;
    }

    /// <summary>Whole lines up to the length; a line that is longer is a passage of its own, cut.</summary>
    private IEnumerable<string> Passages(string text)
    {
        var open = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..Math.Min(line.Length, _settings.PassageLength)]))
        {
            if (open.Count > 0 && open.Sum(one => one.Length + 1) + line.Length > _settings.PassageLength)
            {
                yield return string.Join('\n', open);
                open.Clear();
            }

            open.Add(line);
        }

        if (open.Count > 0)
        {
            yield return string.Join('\n', open);
        }
    }

    private IEnumerable<TaughtNote> Notes(string reply, PairRefusals refusals) =>
        reply.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('{')).Take(_settings.NotesOfPassage)
            .Select(line => TryRead<TaughtNote>(line, refusals)).OfType<TaughtNote>();

    private static IReadOnlyList<string> Strings(string reply, PairRefusals refusals)
    {
        var (from, to) = (reply.IndexOf('[', StringComparison.Ordinal), reply.LastIndexOf(']'));
        return from >= 0 && to > from ? TryRead<List<string>>(reply[from..(to + 1)], refusals) ?? [] : [];
    }

    private static T? TryRead<T>(string json, PairRefusals refusals)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, _json);
        }
        catch (JsonException)
        {
            refusals.Add("a taught line is no JSON of the form asked for");
            return null;
        }
    }
}
