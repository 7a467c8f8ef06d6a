using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Deadlines;

public sealed class A_deadline : IClassFixture<ProbeServer>
{
    private readonly ProbeServer _server;

    public A_deadline(ProbeServer server) => _server = server;

    [Theory]
    [InlineData("2H", 7200)]
    [InlineData("5M", 300)]
    [InlineData("90S", 90)]
    [InlineData("60000m", 60)]
    [InlineData("90000000u", 90)]
    [InlineData("99999999S", 99_999_999)]
    [InlineData("99999999H", 99_999_999)]
    public async Task Is_read_in_every_unit(string timeout, int seconds)
    {
        var before = DateTime.UtcNow;
        Assert.Equal("0", (await EchoAsync(("grpc-timeout", timeout))).Status);
        Assert.InRange(_server.Seen.Context!.Deadline, before.AddSeconds(seconds), DateTime.UtcNow.AddSeconds(seconds));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("10")]
    [InlineData("S")]
    [InlineData("-1S")]
    [InlineData("1.5S")]
    [InlineData("10s")]
    public async Task Counts_as_none_when_malformed(string timeout)
    {
        Assert.Equal("0", (await EchoAsync(("grpc-timeout", timeout))).Status);
        Assert.Equal(DateTime.MaxValue, _server.Seen.Context!.Deadline);
    }

    [Fact]
    public async Task Is_the_greatest_date_when_there_is_none()
    {
        await _server.Client.EchoAsync(new Note()).ResponseAsync.Within();
        Assert.Equal(DateTime.MaxValue, _server.Seen.Context!.Deadline);
    }

    [Fact]
    public async Task Reaches_the_handler_as_the_client_set_it()
    {
        var deadline = DateTime.UtcNow.AddMinutes(10);
        await _server.Client.EchoAsync(new Note(), deadline: deadline).ResponseAsync.Within();
        Assert.InRange(_server.Seen.Context!.Deadline, deadline.AddSeconds(-1), deadline.AddMinutes(1));
    }

    [Fact]
    public async Task Leaves_a_call_in_time_alone() =>
        Assert.Equal("quick", (await _server.Client.EchoAsync(new Note { Text = "quick" }, deadline: DateTime.UtcNow.AddSeconds(30)).ResponseAsync.Within()).Text);

    private Task<RawAnswer> EchoAsync((string, string) header) =>
        RawCall.SendAsync(_server, "/medrecords.probe.Probe/Echo", RawCall.Frame(new Note()), headers: header);
}
