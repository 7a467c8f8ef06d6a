using MedRecords.GrpcFrontend.Admission;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Tests.Server;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

/// <summary>Clients who are refused and do not stay away.</summary>
public sealed class ComingBackAtOnce : IDisposable
{
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(6);

    private readonly FakeTimeProvider _time = new();
    private readonly ApplicationLifetime _host = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly CallGate _gate;
    private readonly LateRefusals _late;
    private readonly Connection _connection = new();

    public ComingBackAtOnce()
    {
        _gate = new(_host, new(), _time);
        _late = new(_gate, TestGates.Metrics, _time);
    }

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Who_stays_away_hears_at_once()
    {
        for (var round = 0; round < 20; round++)
        {
            for (var call = 0; call < Insistence.MaxCalls; call++) Assert.Null(Refuse(_connection));
            // The least that a delay is spread out to, where this is the most.
            _time.Advance(Told / 3);
        }
    }

    [Fact]
    public async Task Who_does_not_hears_when_the_time_has_come()
    {
        for (var call = 0; call < Insistence.MaxCalls; call++) Assert.Null(Refuse(_connection));

        var due = Refuse(_connection)!;

        _time.Advance(Told - TimeSpan.FromMilliseconds(1));
        Assert.False(due.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await due.WaitAsync(Refusals.Patience);
    }

    [Fact]
    public void Others_hear_at_once_meanwhile()
    {
        for (var call = 0; call < 2 * Insistence.MaxCalls; call++) _ = Refuse(_connection);

        Assert.Null(Refuse(new Connection()));
    }

    [Fact]
    public void It_is_forgotten_after_half_a_minute()
    {
        for (var call = 0; call < 2 * Insistence.MaxCalls; call++) _ = Refuse(_connection);

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Null(Refuse(_connection));
    }

    [Fact]
    public async Task An_answer_comes_before_the_clients_deadline()
    {
        for (var call = 0; call < Insistence.MaxCalls; call++) _ = Refuse(_connection);

        var due = Refuse(_connection, timeout: "1000m")!;

        _time.Advance(TimeSpan.FromMilliseconds(900));
        await due.WaitAsync(Refusals.Patience);
    }

    [Fact]
    public async Task Refusals_beyond_so_many_a_second_come_a_moment_later()
    {
        var connections = Enumerable.Range(0, 1 + (LateRefusals.PerSecondAndProcessor * Environment.ProcessorCount / Insistence.MaxCalls)).Select(_ => new Connection()).ToList();
        for (var call = 0; call < LateRefusals.PerSecondAndProcessor * Environment.ProcessorCount; call++)
            Assert.Null(Refuse(connections[call / Insistence.MaxCalls]));

        var due = Refuse(new Connection())!;

        Assert.False(due.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        await due.WaitAsync(Refusals.Patience);
        Assert.Null(Refuse(new Connection()));
    }

    [Fact]
    public async Task A_client_that_leaves_or_a_host_that_stops_ends_the_wait()
    {
        for (var call = 0; call < Insistence.MaxCalls; call++) _ = Refuse(_connection);
        using var leaving = new CancellationTokenSource();
        var (left, other) = (Refuse(_connection, leaving: leaving.Token)!, Refuse(_connection)!);

        await leaving.CancelAsync();
        await left.WaitAsync(Refusals.Patience);
        Assert.False(other.IsCompleted);
        _host.StopApplication();
        await other.WaitAsync(Refusals.Patience);
        Assert.Equal(0, _late.Kept);
    }

    [Fact]
    public void Where_as_many_are_kept_as_may_be_the_connection_is_closed()
    {
        for (var call = 0; call < Insistence.MaxCalls + LateRefusals.MaxKept; call++) _ = Refuse(_connection);
        Assert.False(_connection.IsClosed);

        Assert.Null(Refuse(_connection));

        Assert.True(_connection.IsClosed);
        Assert.Equal(LateRefusals.MaxKept, _late.Kept);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(100, false)]
    public void Who_gives_up_more_calls_than_a_connection_carries_is_closed_if_it_is_within_a_second(int milliseconds, bool isClosed)
    {
        for (var call = 0; call < 2 * Insistence.MaxCalls; call++)
        {
            _late.GaveUp(_connection.Call());
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }

        Assert.Equal(isClosed, _connection.IsClosed);
    }

    private Task? Refuse(Connection connection, string? timeout = null, CancellationToken leaving = default)
    {
        var http = connection.Call();
        http.RequestAborted = leaving;
        if (timeout is not null) http.Request.Headers["grpc-timeout"] = timeout;
        return _late.DueAsync(http, Mapping.Errors.Overloaded(RefusalCause.Full, Told));
    }

    private sealed class Connection : IConnectionLifetimeFeature
    {
        private readonly Insistence _insistence = new();

        public bool IsClosed { get; private set; }

        public CancellationToken ConnectionClosed { get; set; }

        public void Abort() => IsClosed = true;

        public HttpContext Call()
        {
            var http = new DefaultHttpContext();
            http.Features.Set(_insistence);
            http.Features.Set<IConnectionLifetimeFeature>(this);
            return http;
        }
    }
}
