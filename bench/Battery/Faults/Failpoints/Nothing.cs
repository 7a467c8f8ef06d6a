namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>Breaks nothing: what the others are compared with.</summary>
internal sealed class Nothing : IFailpoint
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public string Title => "nothing is broken";

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        await Task.Delay(strike.Time);
        return new Bite(true, "nothing to feel");
    }
}
