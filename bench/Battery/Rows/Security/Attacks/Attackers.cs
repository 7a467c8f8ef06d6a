namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>Several attackers who do the same, each over one connection after another.</summary>
internal static class Attackers
{
    private static readonly TimeSpan _breath = TimeSpan.FromMilliseconds(5);

    /// <summary>Has so many attackers each do something with a connection over and over, and open a new one when it is closed.</summary>
    public static Task RunAsync(int count, Target target, CancellationToken until, Func<HostileConnection, int, Task> strike, bool reads = true, params byte[] settings) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => StrikeAsync(target, until, strike, reads, settings), CancellationToken.None)));

    /// <summary>A pause that keeps attackers from needing the processor more than the service does.</summary>
    public static async Task BreatheAsync(CancellationToken until)
    {
        try
        {
            await Task.Delay(_breath, until);
        }
        catch (OperationCanceledException)
        {
            // The loop around it ends.
        }
    }

    private static async Task StrikeAsync(Target target, CancellationToken until, Func<HostileConnection, int, Task> strike, bool reads, byte[] settings)
    {
        while (!until.IsCancellationRequested)
        {
            using var connection = await HostileConnection.OpenAsync(target, until, reads, settings);
            for (var round = 0; connection.IsOpen && !until.IsCancellationRequested; round++)
            {
                await strike(connection, round);
                await BreatheAsync(until);
            }

            await BreatheAsync(until);
        }
    }
}
