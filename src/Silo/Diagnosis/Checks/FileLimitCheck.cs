using System.Runtime.CompilerServices;
using System.Globalization;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the process may hold as many files and connections as a busy service does (proc(5), "limits").</summary>
internal sealed class FileLimitCheck() : Check("file limit")
{
    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";
    private const int Low = 8192;
    private const int TooLow = 1024;

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!File.Exists(Limits))
            yield break;
        var line = (await File.ReadAllLinesAsync(Limits, cancellation)).First(line => line.StartsWith(Line, StringComparison.Ordinal));
        var soft = line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        var limit = soft == "unlimited" ? long.MaxValue : long.Parse(soft, CultureInfo.InvariantCulture);
        var words = $"This process may open {soft} files and connections.";
        const string Advice = "Raise LimitNOFILE of the unit, or ulimit -n: each client takes one.";
        yield return limit < TooLow ? Error(words, Advice) : limit < Low ? Warning(words, Advice) : Ok(words);
    }
}
