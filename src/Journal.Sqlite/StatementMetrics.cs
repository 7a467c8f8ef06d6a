using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// How long the file's one connection is used, with the name and the tags of OpenTelemetry's semantic conventions for
/// databases (version 1.45). PostgreSQL's driver measures the same for itself.
/// </summary>
internal static class StatementMetrics
{
    private static readonly Meter Meter = new("MedRecords.Journal.Sqlite");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "Time of one read or transaction on the journal's file, without the wait for its turn.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    /// <summary>When an operation begins; 0 where nobody listens.</summary>
    public static long Begin() => Duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>An operation ended.</summary>
    /// <param name="began">What <see cref="Begin"/> returned.</param>
    /// <param name="operation">"read" or "write".</param>
    /// <param name="failure">SQLite's failure; null where there was none.</param>
    public static void End(long began, string operation, SqliteFailure? failure)
    {
        if (began == 0)
            return;
        var tags = new TagList { { "db.system.name", "sqlite" }, { "db.operation.name", operation } };
        if (failure is not null)
        {
            var code = failure.Code.ToString(CultureInfo.InvariantCulture);
            tags.Add("db.response.status_code", code);
            tags.Add("error.type", code);
        }
        Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
    }
}
