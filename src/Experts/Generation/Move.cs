namespace Experts.Generation;

/// <summary>Positions that change their slot.</summary>
internal readonly record struct Move(int From, int To, int Positions);
