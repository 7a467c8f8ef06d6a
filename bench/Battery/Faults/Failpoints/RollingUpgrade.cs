using System.Diagnostics;
using MedRecords.Battery.Faults.Cluster;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Faults.Failpoints;

/// <summary>
/// Silos of an earlier version are stopped in order one after the other, and this version takes the place of each, so
/// that both serve together meanwhile. Then the earlier one tries to come back.
/// </summary>
/// <param name="earlier">The earlier version.</param>
internal sealed class RollingUpgrade(EarlierVersion earlier) : IFailpoint
{
    private const string Refusal = "run a newer program";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "upgrade";

    /// <inheritdoc/>
    public string Title => "silo after silo of an earlier version is replaced by this one";

    /// <inheritdoc/>
    public async Task<Ground> PrepareAsync()
    {
        var ground = await LoopbackGround.MakeAsync();
        ground.Program = earlier.Silo;
        return ground;
    }

    /// <inheritdoc/>
    public async Task<Bite> StrikeAsync(Strike strike)
    {
        var silos = strike.Cluster.Silos;
        var here = Self.FindNeighbour("Silo");
        var mixed = strike.Time / silos.Count / 2;
        foreach (var silo in silos)
        {
            var starts = silo.Starts;
            silo.Program = here;
            silo.Send(StopSignal.Terminate);
            await silo.WaitForStartAsync(starts + 1);
            // For a while both versions serve.
            await Task.Delay(mixed);
        }

        strike.Mark();
        var replaced = silos.Count(silo => silo.Starts > 1 && silo.Program == here);
        var back = await ComeBackAsync(strike.Cluster);
        return new Bite(replaced == silos.Count && back is not null, $"{replaced} silos of {earlier.Revision[..8]} were replaced; its way back: {back ?? "neither refused nor ready"}");
    }

    /// <summary>Starts the earlier version beside the others; it has to serve, or to refuse tables that it does not know.</summary>
    private async Task<string?> ComeBackAsync(SiloCluster cluster)
    {
        var place = cluster.Ground.PlaceOf(0);
        string[] words = [earlier.Silo, "--data", cluster.Folder, "--database", place.Database.ToString(), "--listen", $"{place.Address}:{FreePort.Find()}", "--silo-port", "0", "--gateway-port", "0"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        using var late = new CancellationTokenSource(_patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(late.Token) is { } line)
            {
                if (line.StartsWith("Ready", StringComparison.Ordinal))
                    return "open, since the tables are the same";
            }

            return (await process.StandardError.ReadToEndAsync(late.Token)).Contains(Refusal, StringComparison.Ordinal) ? "refused" : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
