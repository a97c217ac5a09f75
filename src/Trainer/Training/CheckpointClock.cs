namespace Trainer.Training;

/// <summary>When the next checkpoint is due: after the interval, and not before so many times the duration of the last one.</summary>
internal sealed class CheckpointClock(TimeProvider time, TimeSpan every, int timesTheLast)
{
    private long _since = time.GetTimestamp();
    private TimeSpan _wait = every;

    public bool IsDue => time.GetElapsedTime(_since) >= _wait;

    public void Time(Action save)
    {
        var start = time.GetTimestamp();
        save();
        _since = time.GetTimestamp();
        var most = time.GetElapsedTime(start, _since) * timesTheLast;
        _wait = most > every ? most : every;
    }
}
