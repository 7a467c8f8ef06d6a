using System.Runtime.CompilerServices;
using System.Net.Sockets;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the other processes on the journal are there, can be reached from here, and agree about time and version.</summary>
internal sealed class SilosCheck() : Check("silos")
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(3);

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (subject.Silos is null || await subject.TryJournalAsync() is null)
            yield break;
        var serving = (await subject.Silos.ListAsync(cancellation))
            .Select(silo => (Status: SiloInfo.Parser.ParseFrom(silo.Status.Span), silo.Name, silo.Unseen))
            .Where(silo => silo.Status.State == SiloState.Serving)
            .ToList();
        foreach (var (status, name, unseen) in serving)
        {
            if (unseen > Late)
                yield return Warning($"Nothing has been heard of {name} for {unseen.TotalSeconds:0} s.", "See whether it runs and reaches the database; where it is gone for good, nothing needs to be done.");
            else if (!await IsReachableAsync(status.Address, cancellation))
                yield return Warning($"{name} cannot be reached from here at {status.Address}.", "Look at the network and firewalls between the machines.");
            if (status.ClockDifference?.ToTimeSpan().Duration() is { } apart && apart >= ClockLimit)
                yield return Warning($"The clock of {name} and the database's differ by {apart.TotalSeconds:0} s.", "Let chrony or systemd-timesyncd set it.");
        }

        if (serving.Select(silo => silo.Status.Version).Distinct().Count() > 1)
            yield return Warning("Processes of several versions serve together.", "Finish the upgrade: what only the newer version can do waits for it.");
        yield return Ok($"{serving.Count} {(serving.Count == 1 ? "process says that it serves" : "processes say that they serve")}.");
    }

    private static async Task<bool> IsReachableAsync(string address, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ConnectPatience);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(uri.DnsSafeHost, uri.Port, patience.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
