using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Rows.Security.Denials;
using MedRecords.Battery.Setup;
using MedRecords.V1;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MedRecords.Battery.Rows.Security.Canaries;

/// <summary>What came of sealed bytes that were moved.</summary>
/// <param name="Tried">Charts that were moved something in.</param>
/// <param name="Served">Of those, how many were read all the same.</param>
/// <param name="Unread">Charts left alone that could not be read.</param>
internal sealed record MoveReport(int Tried, IReadOnlyList<string> Served, int Unread);

/// <summary>Moves sealed bytes between charts and versions while the service is stopped, and then reads every chart.</summary>
internal static class MovedCiphertext
{
    private const int NotesOfAChart = 6;
    private const int LeftAlone = 4;

    /// <summary>Does it on charts of their own, so many for each way.</summary>
    public static async Task<MoveReport> RunAsync(CanarySite site, int pairsOfAWay)
    {
        var charts = await OpenAsync(site, (2 * pairsOfAWay * Move.All.Count) + LeftAlone);
        var moved = Enumerable.Range(0, pairsOfAWay * Move.All.Count).Select(i => (Way: Move.All[i % Move.All.Count], A: charts[2 * i], B: charts[(2 * i) + 1])).ToList();
        await (site.Database is { } database ? MoveAsync(database, moved) : MoveAsync(site.JournalFile, moved));
        var readable = await ReadAsync(site, charts);
        var served = moved.SelectMany(pair => new[] { (pair.Way, Chart: pair.A), (pair.Way, Chart: pair.B) }).Where(one => readable.Contains(one.Chart)).Select(one => one.Way.Title).ToList();
        return new MoveReport(2 * moved.Count, served, charts.TakeLast(LeftAlone).Count(chart => !readable.Contains(chart)));
    }

    private static async Task<List<string>> OpenAsync(CanarySite site, int count)
    {
        var port = FreePort.Find();
        await using var service = await site.StartAsync(port, isLoud: false);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        var doctor = await Person.SignInAsync(channel, "doctor");
        var client = new Charts.ChartsClient(channel);
        var charts = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var id = (await client.OpenChartAsync(new OpenChartRequest { OperationId = $"move-{i}", Site = Staff.Site, Demographics = Samples.Demographics(i) }, doctor.Call)).ChartId;
            var append = new AppendEntriesRequest { OperationId = $"fill-{i}", ChartId = id };
            append.Entries.Add(Enumerable.Range(0, NotesOfAChart).Select(note => Samples.HeartRate(60 + note)));
            await client.AppendEntriesAsync(append, doctor.Call);
            charts.Add(id);
        }

        return charts;
    }

    private static async Task MoveAsync(Uri database, IEnumerable<(Move Way, string A, string B)> moves)
    {
        await using var source = NpgsqlDataSource.Create($"Host={database.Host};Port={database.Port};Username={database.UserInfo};Database={database.AbsolutePath[1..]};Pooling=false");
        foreach (var (way, a, b) in moves)
        {
            await using var command = source.CreateCommand(Fill(way.Sql, $"'{a}'", $"'{b}'", "medrecords.events", "medrecords.keys")
                .Replace("medrecords.events.", "events.", StringComparison.Ordinal).Replace("medrecords.keys.", "keys.", StringComparison.Ordinal));
            Expect(way, await command.ExecuteNonQueryAsync());
        }
    }

    private static async Task MoveAsync(string file, IEnumerable<(Move Way, string A, string B)> moves)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        foreach (var (way, a, b) in moves)
        {
            foreach (var keys in way.IsOfKeys ? new[] { "keys", "keys_copy" } : ["keys"])
            {
                await using var command = connection.CreateCommand();
                command.CommandText = Fill(way.Sql, Blob(a), Blob(b), "events", keys);
                Expect(way, await command.ExecuteNonQueryAsync());
            }
        }
    }

    private static string Blob(string id) => $"x'{id.Replace("-", "", StringComparison.Ordinal)}'";

    private static string Fill(string sql, string a, string b, string events, string keys) => sql
        .Replace("{a}", a, StringComparison.Ordinal).Replace("{b}", b, StringComparison.Ordinal)
        .Replace("{events}", events, StringComparison.Ordinal).Replace("{keys}", keys, StringComparison.Ordinal);

    private static void Expect(Move way, int rows)
    {
        if (rows < 2)
            throw new InvalidOperationException($"Only {rows} rows were changed to move {way.Title}.");
    }

    /// <summary>Charts that are read to their end; any other answer than that they are damaged is a fault.</summary>
    private static async Task<HashSet<string>> ReadAsync(CanarySite site, IReadOnlyList<string> charts)
    {
        var port = FreePort.Find();
        await using var service = await site.StartAsync(port, isLoud: false);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        var doctor = await Person.SignInAsync(channel, "doctor");
        var readable = new HashSet<string>();
        foreach (var chart in charts)
        {
            try
            {
                using var call = new Charts.ChartsClient(channel).ListEntries(new ListEntriesRequest { ChartId = chart, IncludeRetracted = true }, doctor.Call);
                await foreach (var _ in call.ResponseStream.ReadAllAsync())
                {
                }

                readable.Add(chart);
            }
            catch (RpcException damaged) when (damaged.StatusCode == StatusCode.DataLoss)
            {
                // As it should be.
            }
        }

        return readable;
    }
}
