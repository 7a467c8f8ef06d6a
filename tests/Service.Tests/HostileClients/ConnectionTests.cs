using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.HostileClients;

/// <summary>What a client can do with a connection before anyone knows whose it is.</summary>
public sealed class ConnectionTests(OnSqlite backend) : IClassFixture<OnSqlite>
{
    private const int Burst = 1000;

    private ServiceProcess Service => backend.Service;

    [Fact]
    public async Task One_that_resets_its_streams_as_fast_as_it_opens_them_is_closed()
    {
        using var hostile = await RawHttp2.OpenAsync(Service.Address);
        var headers = RawHttp2.CallHeaders("/medrecords.v1.Charts/GetChart");

        await hostile.UntilClosedAsync(round => [.. Enumerable.Range(round * Burst, Burst).SelectMany(number => Open(number, headers))]);

        await AssertAliveAsync();
    }

    [Fact]
    public async Task One_whose_headers_do_not_end_is_closed()
    {
        using var hostile = await RawHttp2.OpenAsync(Service.Address);
        var more = RawHttp2.Frame(RawHttp2.Continuation, 0, 1, RawHttp2.Field("x-more", new string('a', 100)));

        await hostile.UntilClosedAsync(round => round == 0
            ? RawHttp2.Frame(RawHttp2.Headers, 0, 1, RawHttp2.CallHeaders("/medrecords.v1.Charts/GetChart"))
            : more);

        await AssertAliveAsync();
    }

    [Fact]
    public async Task One_that_sends_empty_continuations_for_ever_is_closed()
    {
        using var hostile = await RawHttp2.OpenAsync(Service.Address);
        var empty = RawHttp2.Frame(RawHttp2.Continuation, 0, 1, []);

        await hostile.UntilClosedAsync(round => round == 0
            ? RawHttp2.Frame(RawHttp2.Headers, 0, 1, RawHttp2.CallHeaders("/medrecords.v1.Charts/GetChart"))
            : empty);

        await AssertAliveAsync();
    }

    [Fact]
    public async Task Headers_beyond_the_limit_are_refused()
    {
        var headers = new Metadata { { "x-large", new string('a', 20_000) } };

        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Sessions.SessionsClient(Service.Channel).SignInAsync(new(), headers, DateTime.UtcNow.AddSeconds(60)));

        Assert.NotEqual(StatusCode.DeadlineExceeded, refusal.StatusCode);
        Assert.NotEqual(StatusCode.Unauthenticated, refusal.StatusCode);
        await AssertAliveAsync();
    }

    private static IEnumerable<byte> Open(int number, byte[] headers) =>
    [
        .. RawHttp2.Frame(RawHttp2.Headers, RawHttp2.EndHeaders, (2 * number) + 1, headers),
        .. RawHttp2.Frame(RawHttp2.Reset, 0, (2 * number) + 1, [0, 0, 0, 8]),
    ];

    private async Task AssertAliveAsync() =>
        Assert.NotEmpty((await Person.SignInAsync(Service, "admin", ServiceProcess.AdminPassword)).Token);
}
