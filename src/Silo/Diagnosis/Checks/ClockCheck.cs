using System.Runtime.CompilerServices;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether this machine's clock and the database's agree: sessions and time limits go by the silos' clocks.</summary>
internal sealed class ClockCheck() : Check("clock")
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Harmful = TimeSpan.FromMinutes(1);

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The journal may have been looked at a while ago: what counts is the clock at that moment.
        var before = subject.Time.GetUtcNow();
        if (await subject.TryJournalAsync() is not { Server: { } server })
            yield break;
        var apart = Apart(server.Clock - server.ClockError, server.Clock + server.ClockError, before, subject.Time.GetUtcNow());
        var words = $"This machine's clock and the database's differ by {(apart < Noticeable ? "less than 2 s" : $"{apart.TotalSeconds:0} s")}.";
        const string Advice = "Let chrony or systemd-timesyncd set the clocks of all machines, of the database's too.";
        yield return apart < Noticeable ? Ok(words) : apart < Harmful ? Warning(words, Advice) : Error(words, Advice);
    }

    /// <summary>How far two spans of time lie apart; zero where they touch.</summary>
    private static TimeSpan Apart(DateTimeOffset from, DateTimeOffset to, DateTimeOffset otherFrom, DateTimeOffset otherTo) =>
        from > otherTo ? from - otherTo : otherFrom > to ? otherFrom - to : TimeSpan.Zero;
}
