using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;
using DirectoryService = MedRecords.V1.Directory;

namespace MedRecords.Cli.Connecting;

/// <summary>The service, as commands call it: signed in, with a deadline, and repeated where that is safe.</summary>
internal sealed class Service : IDisposable
{
    /// <summary>How long an ordinary operation may take.</summary>
    public static readonly TimeSpan OrdinaryTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long an operation on a whole chart may take.</summary>
    public static readonly TimeSpan ChartTimeout = TimeSpan.FromMinutes(10);

    /// <summary>How long an operation on the whole journal may take.</summary>
    public static readonly TimeSpan JournalTimeout = TimeSpan.FromHours(12);

    private readonly Settings _settings;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly GrpcChannel _channel;
    private readonly ChartRouting _calls;
    private readonly Retries _retries;

    /// <summary>The service that the settings name; nothing is sent yet.</summary>
    public Service(Host host, Settings settings, CancellationToken cancellation)
    {
        (_settings, _time, _cancellation) = (settings, host.Time, cancellation);
        _channel = Channels.Open(settings);
        _calls = new ChartRouting(_channel.CreateCallInvoker());
        _retries = new Retries(host.Time, cancellation);
        Credentials = new Credentials(host, settings, SignInAsync);
    }

    /// <summary>Who calls.</summary>
    public Credentials Credentials { get; }

    /// <summary>Sessions.</summary>
    public Sessions.SessionsClient Sessions => new(_calls);

    /// <summary>Sites and accounts.</summary>
    public DirectoryService.DirectoryClient Directory => new(_calls);

    /// <summary>Charts.</summary>
    public Charts.ChartsClient Charts => new(_calls);

    /// <summary>Search.</summary>
    public Patients.PatientsClient Patients => new(_calls);

    /// <summary>Changes.</summary>
    public ChangeFeed.ChangeFeedClient ChangeFeed => new(_calls);

    /// <summary>Relations, consents and emergency access.</summary>
    public MedRecords.V1.Access.AccessClient Access => new(_calls);

    /// <summary>Access records.</summary>
    public Audit.AuditClient Audit => new(_calls);

    /// <summary>Operations.</summary>
    public Operations.OperationsClient Operations => new(_calls);

    /// <summary>The processes that serve.</summary>
    public Cluster.ClusterClient Cluster => new(_channel);

    /// <summary>Readiness.</summary>
    public HealthProtocol.Health.HealthClient Health => new(_calls);

    /// <summary>Calls once signed in. A repeatable call is one that changes nothing, or that the service recognises.</summary>
    public Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, bool repeatable = true) => CallAsync(async options =>
    {
        using var running = call(options);
        return await running.ResponseAsync;
    }, OrdinaryTimeout, repeatable);

    /// <summary>Calls once signed in, whatever sort of call it is.</summary>
    public async Task<T> CallAsync<T>(Func<CallOptions, Task<T>> call, TimeSpan usualTimeout, bool repeatable)
    {
        var deadline = DeadlineIn(usualTimeout);
        return await _retries.RunAsync(() => AsCallerAsync(call, deadline), deadline, repeatable);
    }

    /// <summary>Reads a stream once signed in; only its beginning is repeated.</summary>
    public async IAsyncEnumerable<T> ReadAsync<T>(Func<CallOptions, AsyncServerStreamingCall<T>> call, TimeSpan usualTimeout)
    {
        var deadline = DeadlineIn(usualTimeout);
        var (reading, any) = await _retries.RunAsync(() => AsCallerAsync(options => BeginAsync(call(options)), deadline), deadline, repeatable: true);
        using (reading)
            for (; any; any = await reading.ResponseStream.MoveNext(_cancellation))
                yield return reading.ResponseStream.Current;
    }

    /// <summary>Options of a call that needs no session.</summary>
    public CallOptions Anonymous(TimeSpan usualTimeout) => new([], DeadlineIn(usualTimeout), _cancellation);

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _channel.Dispose();

    private static async Task<(AsyncServerStreamingCall<T> Reading, bool Any)> BeginAsync<T>(AsyncServerStreamingCall<T> call)
    {
        try
        {
            return (call, await call.ResponseStream.MoveNext(CancellationToken.None));
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    private async Task<T> AsCallerAsync<T>(Func<CallOptions, Task<T>> call, DateTime deadline)
    {
        if (Credentials.ByCertificate)
            return await call(Options(token: null, deadline));
        var session = await Credentials.CurrentAsync();
        try
        {
            return await call(Options(session.Token, deadline));
        }
        catch (RpcException e) when (Refusal.Of(e).Reason == ErrorReason.NotSignedIn)
        {
            session = await Credentials.RenewAsync(session);
            return await call(Options(session.Token, deadline));
        }
    }

    private async Task<SignInResponse> SignInAsync(string user, string password) =>
        await Sessions.SignInAsync(new SignInRequest { User = user, Password = password }, Anonymous(OrdinaryTimeout));

    private DateTime DeadlineIn(TimeSpan usual) => _time.GetUtcNow().UtcDateTime + (_settings.Timeout ?? usual);

    private CallOptions Options(string? token, DateTime deadline)
    {
        var headers = new Metadata();
        if (token is not null)
            headers.Add("authorization", $"Bearer {token}");
        if (_settings.Purpose is { } purpose)
            headers.Add("x-purpose", purpose);
        return new CallOptions(headers, deadline, _cancellation);
    }
}
