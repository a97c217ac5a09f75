namespace LanguageModels.Tokenization.Writing;

/// <summary>
/// The merges that a SentencePiece BPE vocabulary implies. SentencePiece joins whatever neighbours give a piece of the
/// vocabulary, the piece with the best score first; so each way to part a piece into two others is a merge, ranked by the
/// score of the whole.
/// </summary>
internal static class SentencePieceMerges
{
    internal static List<(string Left, string Right)> Of(IReadOnlyDictionary<string, float> scores)
    {
        List<(string Left, string Right, float Score)> merges = [];
        foreach (var (piece, score) in scores)
        {
            for (var split = 1; split < piece.Length; split++)
            {
                var (left, right) = (piece[..split], piece[split..]);
                if (scores.ContainsKey(left) && scores.ContainsKey(right))
                {
                    merges.Add((left, right, score));
                }
            }
        }

        return [.. merges
            .OrderByDescending(merge => merge.Score)
            .ThenByDescending(merge => merge.Left.Length)
            .Select(merge => (merge.Left, merge.Right))];
    }
}
