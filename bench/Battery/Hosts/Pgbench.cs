using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MedRecords.Battery.Measure;

namespace MedRecords.Battery.Hosts;

/// <summary>
/// pgbench, inserting single rows in prepared statements that commit one by one: what a client that keeps
/// nothing but a row could have. The row is as long as an entry of the update under test.
/// </summary>
internal sealed partial class Pgbench
{
    private const int RowLength = 200;

    private readonly Uri _database;
    private readonly string _folder;

    private Pgbench(Uri database, string folder) => (_database, _folder) = (database, folder);

    private string ScriptPath => Path.Combine(_folder, "insert.sql");

    /// <summary>Makes the table in a database of its own.</summary>
    public static async Task<Pgbench> PrepareAsync(PostgreSqlServer server, string folder)
    {
        var database = await server.CreateDatabaseAsync();
        await PostgreSqlServer.ExecuteAsync(database, "CREATE TABLE t (a bigint NOT NULL, b text NOT NULL)");
        var bench = new Pgbench(database, folder);
        await File.WriteAllTextAsync(bench.ScriptPath, """
            \set a random(1, 9223372036854775806)
            INSERT INTO t (a, b) VALUES (:a, :b);

            """);
        return bench;
    }

    /// <summary>Commits per second.</summary>
    public async Task<Figure> MeasureRateAsync(int clients, int seconds) =>
        Parse(await ProgramRun.ReadAsync(Command(clients, seconds)));

    /// <summary>Median time of a commit, in microseconds.</summary>
    public async Task<Figure> MeasureMedianMicrosAsync(int clients, int seconds)
    {
        var prefix = Path.Combine(_folder, $"log-{Guid.NewGuid():N}");
        var run = Parse(await ProgramRun.ReadAsync(Command(clients, seconds, "--log", $"--log-prefix={prefix}")));
        var times = new List<double>();
        foreach (var file in Directory.GetFiles(_folder, Path.GetFileName(prefix) + "*"))
        {
            times.AddRange(File.ReadLines(file).Select(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)));
            File.Delete(file);
        }

        return run with { Value = Spread.MedianOf(times) };
    }

    private static Figure Parse(string output)
    {
        var match = Pattern().Match(output);
        return match.Success
            ? new Figure(Number(match, "rate"), (long)Number(match, "count"), (long)Number(match, "failed"))
            : throw new InvalidDataException($"pgbench said what is not understood: {output}");

        static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    private ProcessStartInfo Command(int clients, int seconds, params string[] more) => new(Programs.Pgbench,
    [
        "-n", "-M", "prepared", "-c", clients.ToString(), "-j", Math.Min(clients, 2).ToString(), "-T", seconds.ToString(),
        "-h", _database.Host, "-p", _database.Port.ToString(), "-U", _database.UserInfo.Split(':')[0],
        "-f", ScriptPath, "-D", "b=" + new string('x', RowLength), .. more, _database.AbsolutePath.Trim('/'),
    ]);

    [GeneratedRegex(
        @"actually processed: (?<count>\d+).*number of failed transactions: (?<failed>\d+).*tps = (?<rate>[0-9.]+) \(without initial",
        RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
