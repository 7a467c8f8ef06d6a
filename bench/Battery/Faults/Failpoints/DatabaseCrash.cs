namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>PostgreSQL stops at once (pg_ctl stop -m immediate) and recovers from its log when it is started again.</summary>
internal sealed class DatabaseCrash : IFailpoint
{
    private static readonly TimeSpan _away = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public string Name => "database";

    /// <inheritdoc/>
    public string Title => "PostgreSQL stops at once and is started again";

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var end = Task.Delay(strike.Time);
        var server = strike.Cluster.Ground.Server;
        await server.StopAsync(immediate: true);
        await Task.Delay(_away);
        await server.StartAgainAsync();
        strike.Mark();
        await end;
        var recoveries = File.ReadLines(server.Log).Count(line => line.Contains("automatic recovery in progress", StringComparison.Ordinal));
        return new Bite(strike.Failures > 0 && recoveries > 0, $"{strike.Failures} attempts failed, {recoveries} recovery of the server");
    }
}
