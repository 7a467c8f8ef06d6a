namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>Cuts the power of a PostgreSQL at random moments; after some cuts with a new server, so that each journal stays small enough to be read whole.</summary>
internal static class ServerCuts
{
    private const int CutsPerServer = 20;
    private const int Seed = 20260314;
    private const int ShortestMillis = 20;
    private const int LongestMillis = 250;

    /// <summary>Cuts so many times.</summary>
    /// <param name="count">How many times.</param>
    /// <param name="isSafe">Whether the server syncs a commit before it acknowledges it.</param>
    public static async Task<CutReport> RunAsync(int count, bool isSafe)
    {
        var random = new Random(Seed);
        var report = CutReport.Empty;
        while (report.Count < count)
        {
            await using var server = await CutServer.StartAsync(isSafe);
            for (var i = 0; i < CutsPerServer && report.Count < count; i++)
            {
                await Task.Delay(random.Next(ShortestMillis, LongestMillis));
                report = report.Add(await server.CutAsync());
            }
        }

        return report;
    }
}
