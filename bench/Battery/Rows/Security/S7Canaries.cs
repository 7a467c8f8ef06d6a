using System.Text;
using Grpc.Net.Client;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Rows.Security.Canaries;

namespace MedRecords.Battery.Rows.Security;

/// <summary>
/// People say canaries to a service that logs all it can and is killed in the end; nothing of them may be in any file of
/// the service or its database. Then sealed bytes are moved with the database's credentials, and must not be read. The
/// control searches files that do hold canaries.
/// </summary>
internal sealed class S7Canaries : IRow
{
    private const int Pairs = 25;
    private const int Examples = 10;
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "S7";

    /// <inheritdoc/>
    public string Title => "values found in files in the clear, and charts read although their sealed bytes were moved (both stores)";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var (count, value, failures) = (0L, 0L, 0L);
        foreach (var isSqlite in new[] { true, false })
        {
            await using var site = await CanarySite.MakeAsync(context, isSqlite);
            var (found, spooled) = await LiveAsync(site);
            var moves = await MovedCiphertext.RunAsync(site, context.Count(Pairs));
            var name = isSqlite ? "SQLite" : "PostgreSQL";
            context.Note($"{name}: {found.Count} values found; {spooled} temporary files while an import was under way");
            foreach (var example in found.Take(Examples))
                context.Note($"{name}: {example}");
            context.Note($"{name}: sealed bytes moved in {moves.Tried} charts, {moves.Served.Count} of them read all the same, {moves.Unread} of those left alone not read");
            foreach (var way in moves.Served.CountBy(way => way))
                context.Note($"{name}: read although {way.Key} were moved (× {way.Value})");
            count += moves.Tried + Canary.Words.Count;
            value += found.Count + moves.Served.Count;
            // Where nothing was spooled, the search had nothing to miss.
            failures += moves.Unread + (spooled == 0 ? 1 : 0);
        }

        return new RowResult { Count = count, Failures = failures, Value = value, Control = RunControl(context) };
    }

    private static async Task<(IReadOnlyList<string> Found, int Spooled)> LiveAsync(CanarySite site)
    {
        var port = FreePort.Find();
        var (meanwhile, spooled) = ((IReadOnlyList<string>)[], 0);
        await using (var service = await site.StartAsync(port, isLoud: true))
        {
            using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
            await new CanaryLife(channel).LiveAsync(site.Backup, async () =>
            {
                spooled = await WaitForSpoolAsync(site.Temporary);
                meanwhile = Canary.FindBelow(site.Temporary);
            });
            // Killed, it puts nothing in order: what is in its files is what it left there at any time.
            service.Send(StopSignal.Kill);
        }

        return ([.. meanwhile, .. site.Search()], spooled);
    }

    /// <summary>Waits until an import has something in a temporary file; returns how many such files there are.</summary>
    private static async Task<int> WaitForSpoolAsync(string folder)
    {
        for (var end = DateTime.UtcNow + _patience; ; await Task.Delay(_glance))
        {
            var files = new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories).Count(file => file.Length > 0);
            if (files > 0 || DateTime.UtcNow > end)
                return files;
        }
    }

    /// <summary>A bundle as it is imported, and copies of it in other forms: all have to be found.</summary>
    private static Control RunControl(RowContext context)
    {
        var folder = context.Folder.Create("control");
        var bundle = CanaryLife.Bundle(3);
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(bundle), Encoding.Unicode.GetBytes(bundle), Encoding.BigEndianUnicode.GetBytes(bundle),
            .. Enumerable.Range(0, 3).Select(before => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', before) + bundle)))),
            Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(bundle))),
        ];
        foreach (var (number, bytes) in forms.Index())
            File.WriteAllBytes(Path.Combine(folder, $"form-{number}"), bytes);
        var found = Canary.FindBelow(folder);
        var files = found.Select(line => line.Split(':')[0]).Distinct().Count();
        context.Note($"control, an import file in {forms.Length} forms: {found.Count} values found in {files} of them");
        return new Control(found.Count, files == forms.Length);
    }
}
