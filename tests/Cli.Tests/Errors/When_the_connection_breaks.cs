using System.Net;
using System.Net.Sockets;
using MedRecords.Cli.Tests.Fakes;
using MedRecords.Testing;

namespace MedRecords.Cli.Tests.Errors;

public sealed class When_the_connection_breaks : Situation
{
    private static readonly string[] Command = ["append", "chart-1", "--note", "Slept well.", "--json"];

    [Fact]
    public async Task A_call_that_was_carried_out_unanswered_is_repeated_and_recognised()
    {
        await using var link = await ConnectAsync();
        State.Charts["chart-1"] = new FakeChart("main");
        State.AfterEffect["AppendEntries"] = () => CutOnce(link);

        var finished = await Caller.RunAsync(Command);

        Assert.Equal((0, ""), (finished.Code, finished.Error));
        Assert.True(finished.Lines.Single()["alreadyRecorded"]!.GetValue<bool>());
        Assert.Equal(2, State.CountOf("AppendEntries"));
        Assert.Single(State.Charts["chart-1"].Entries);
    }

    [Fact]
    public async Task A_service_that_does_not_come_back_leaves_a_sentence_on_how_to_repeat()
    {
        await using var link = await ConnectAsync();
        State.Charts["chart-1"] = new FakeChart("main");
        State.AfterEffect["AppendEntries"] = link.Cut;

        var finished = await Caller.RunAsync([.. Command, "--operation-id", "op-9", "--timeout", "5s"]);

        Assert.Equal(7, finished.Code);
        Assert.Contains("--operation-id op-9 --at ", finished.Error, StringComparison.Ordinal);
        link.Mend();
        Assert.Equal(0, (await Caller.RunAsync("health", "--wait", "5")).Code);
    }

    [Fact]
    public async Task Something_that_is_no_such_service_is_told_apart_at_once()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var answering = AnswerInHttp1Async(other);

        var finished = await Caller.RunAsync("health", "--server", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
        other.Stop();
        await answering;

        Assert.Equal(7, finished.Code);
        Assert.Contains("is no MedRecords service: check --server", finished.Error, StringComparison.Ordinal);
    }

    private static void CutOnce(CuttableLink link)
    {
        link.Cut();
        link.Mend();
    }

    private static async Task AnswerInHttp1Async(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".Length]);
                await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null);
            }
        }
        catch (Exception end) when (end is SocketException or IOException or InvalidOperationException or ObjectDisposedException)
        {
        }
    }

    // Signed in beforehand, so that the call under test is the first on its connection.
    private async Task<CuttableLink> ConnectAsync()
    {
        var link = new CuttableLink(new Uri(Service.Url).Port);
        Caller.Environment["MEDRECORDS_SERVER"] = $"http://127.0.0.1:{link.Port}";
        Assert.Equal(0, (await Caller.RunAsync("sign-in")).Code);
        return link;
    }
}
