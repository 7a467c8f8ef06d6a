using MedRecords.Battery.Measure;

namespace MedRecords.Battery.Rows.Scale;

/// <summary>Puts points beside one another.</summary>
internal static class Costs
{
    /// <summary>Prints the table, and gives the steepest growth as the value.</summary>
    public static RowResult Compare(RowContext context, string size, IReadOnlyList<int> sizes, IReadOnlyList<Point> points)
    {
        var growth = new Growth(sizes);
        growth.Add(new("microseconds per update, 64 in flight", 1, IsBounded: true), points.Select(point => 1e6 / point.Updates));
        growth.Add(new("update p99, ms", 2, IsBounded: false), points.Select(point => point.UpdateP99Micros / 1000));
        growth.Add(new("microseconds per read, 64 in flight", 1, IsBounded: true), points.Select(point => 1e6 / point.Reads));
        growth.Add(new("read p99, ms", 2, IsBounded: false), points.Select(point => point.ReadP99Micros / 1000));
        growth.Add(new("first read of a chart not in memory, median, ms", 2, IsBounded: true), points.Select(point => point.ActivationMicros / 1000));
        growth.Add(new("heap under load, MB", 0, IsBounded: false), points.Select(point => point.HeapBytes / 1e6));
        growth.Add(new("heap for one more chart in memory, KB", 1, IsBounded: false), points.Select(point => point.HeapPerChart / 1e3));
        growth.Add(new("bytes on disk per entry", 0, IsBounded: true), points.Select(point => point.BytesPerEntry));
        growth.Print(context, size);
        return new RowResult
        {
            Count = points.Sum(point => point.Calls.Count),
            Failures = points.Sum(point => point.Calls.Failures),
            Value = growth.Steepest,
        };
    }
}
