using System.Runtime.CompilerServices;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the database server has connections left.</summary>
internal sealed class ConnectionsCheck() : Check("connections")
{
    /// <summary>The most that one silo opens; docs/operations.md counts them.</summary>
    private const int OfOneSilo = 25;

    private const int Few = 5;

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await subject.TryJournalAsync() is not { Server: { } server })
            yield break;
        // A service that runs has most of its connections already.
        var needed = subject.RunningSince is null ? OfOneSilo : Few;
        var free = server.MostConnections - server.Connections;
        var words = $"PostgreSQL has {server.Connections} connections of {server.MostConnections} that it allows.";
        const string Advice = "Raise max_connections, or end what holds them: a silo opens up to 25.";
        yield return free >= needed ? Ok(words) : free >= Few ? Warning(words, Advice) : Error(words, Advice);
    }
}
