namespace Trainer.Training;

/// <summary>When the next checkpoint is due: after the interval, and not before so many times the duration of the last one.</summary>
internal sealed class CheckpointClock(TimeProvider time, TimeSpan every, int timesTheLast)
{
    private long _since = time.GetTimestamp();
    private TimeSpan _lastTook;

    public bool IsDue => time.GetElapsedTime(_since) is var passed && passed >= every && passed >= _lastTook * timesTheLast;

    public void Time(Action save)
    {
        var start = time.GetTimestamp();
        save();
        _since = time.GetTimestamp();
        _lastTook = time.GetElapsedTime(start, _since);
    }
}
