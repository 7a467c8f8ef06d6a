using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// The registry of the one process that can have the file: whoever can ask is that process, so memory is the
/// place that is right for as long as there is anyone to ask.
/// </summary>
internal sealed class SiloRegistry(TimeProvider time) : ISiloRegistry
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public Task<ReportReceipt> ReportAsync(SiloReport report, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var gone in _rows.Where(row => now - row.Value.ReportedAt > Day && row.Key != report.Name).Select(row => row.Key).ToList())
                _rows.Remove(gone);
            var before = _rows.GetValueOrDefault(report.Name);
            if (before is not null && before.Instance != report.Instance && !report.IsFirst)
                return Task.FromResult(new ReportReceipt(IsKept: false, DrainRequested: false, now));
            var drain = before?.Instance == report.Instance && before.Drain;
            _rows[report.Name] = new Row(report.Instance, report.Status.ToArray(), drain, now);
            return Task.FromResult(new ReportReceipt(IsKept: true, drain, now));
        }
    }

    public Task<IReadOnlyList<RegisteredSilo>> ListAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyList<RegisteredSilo>>(
                [.. _rows.Where(row => now - row.Value.ReportedAt <= Day).Select(row => row.Value.ToSilo(row.Key, now))]);
        }
    }

    public Task<RegisteredSilo?> RequestDrainAsync(string name, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(name, out var row))
                return Task.FromResult<RegisteredSilo?>(null);
            _rows[name] = row = row with { Drain = true };
            return Task.FromResult<RegisteredSilo?>(row.ToSilo(name, time.GetUtcNow()));
        }
    }

    private sealed record Row(Guid Instance, byte[] Status, bool Drain, DateTimeOffset ReportedAt)
    {
        public RegisteredSilo ToSilo(string name, DateTimeOffset now) => new(name, Status, now - ReportedAt, Drain);
    }
}
