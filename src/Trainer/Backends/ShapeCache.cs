using Trainer.Gradients;

namespace Trainer.Backends;

/// <summary>The sessions of a model by what they compute; the one longest unused is closed when there are too many.</summary>
/// <typeparam name="TKey">What identifies a graph.</typeparam>
internal sealed class ShapeCache<TKey>(TensorValues values, TrainingOptions options, Func<TKey, StepGraph> build) : IDisposable
    where TKey : notnull
{
    private readonly Dictionary<TKey, StepSession> _sessions = [];
    private readonly List<TKey> _order = [];

    /// <summary>The session of a graph, opened if it is not open. Valid until the next call.</summary>
    public StepSession Get(TKey key)
    {
        if (_sessions.TryGetValue(key, out var session))
        {
            _order.Remove(key);
            _order.Add(key);
            return session;
        }

        while (_order.Count >= options.MaximumShapes)
        {
            _sessions.Remove(_order[0], out var oldest);
            oldest?.Dispose();
            _order.RemoveAt(0);
        }

        session = new StepSession(build(key), values, options);
        _sessions.Add(key, session);
        _order.Add(key);
        return session;
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.Dispose();
        }
    }
}
