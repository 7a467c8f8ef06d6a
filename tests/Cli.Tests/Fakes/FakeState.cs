using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Fakes;

/// <summary>What the fake service knows, what it was asked, and what it is told to fail at.</summary>
internal sealed class FakeState
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _faults = [];

    public ConcurrentQueue<FakeCall> Calls { get; } = [];

    public ConcurrentDictionary<string, string> Passwords { get; } = new(StringComparer.OrdinalIgnoreCase) { ["nora"] = "correct horse battery" };

    public ConcurrentDictionary<string, string> Tokens { get; } = [];

    public List<Assignment> Assignments { get; } = [new Assignment { Site = "main", Role = Role.Nurse }];

    public bool MustChangePassword { get; set; }

    public TimeSpan SessionLength { get; set; } = TimeSpan.FromHours(8);

    public ConcurrentDictionary<string, FakeChart> Charts { get; } = [];

    public ConcurrentDictionary<string, (string Request, object Response)> Operations { get; } = [];

    public List<Site> Sites { get; } = [new Site { Id = "main", Name = "Main hospital" }];

    public ConcurrentQueue<bool> Readiness { get; } = [];

    public List<WatchResponse> Feed { get; } = [];

    public List<AccessRecord> Accesses { get; } = [];

    public ListGrantsResponse Granted { get; } = new();

    public List<ConsentDirective> Directives { get; } = [];

    public List<EmergencyAccess> Emergencies { get; } = [];

    public List<VerifyJournalResponse> Verification { get; } = [];

    public GetLogHeadResponse Head { get; } = new()
    {
        Size = 12,
        Root = ByteString.CopyFrom(new byte[32]),
        Signature = ByteString.CopyFrom([.. Enumerable.Repeat((byte)7, 64)]),
        PublicKey = ByteString.CopyFrom(9),
    };

    public ListMasterKeysResponse MasterKeys { get; } = new();

    public List<RewrapKeysResponse> Rewrapping { get; } = [];

    /// <summary>What each list of silos shows, one after the other; the last one stays.</summary>
    public ConcurrentQueue<SiloInfo[]> Silos { get; } = [];

    public List<string> Findings { get; } = [];

    public List<Finding> Diagnosis { get; } = [];

    /// <summary>The next call of a method fails, before or after it has taken effect.</summary>
    public void FailNext(string method, RpcException failure, bool afterEffect = false, int times = 1)
    {
        for (var i = 0; i < times; i++)
            _faults.GetOrAdd(method, _ => []).Enqueue(new Fault(failure, afterEffect));
    }

    public int CountOf(string method) => Calls.Count(call => call.Method == method);

    /// <summary>Runs once, when a call of this method has taken effect and before it is answered.</summary>
    public ConcurrentDictionary<string, Action> AfterEffect { get; } = [];

    public T Answer<T>(ServerCallContext context, Func<T> effect)
    {
        var fault = Enter(context);
        var response = effect();
        if (AfterEffect.TryRemove(context.Method[(context.Method.LastIndexOf('/') + 1)..], out var then))
            then();
        return fault is null ? response : throw fault;
    }

    /// <summary>Records a call, checks its session, and fails if it was told to. Returns a failure that is due after the effect.</summary>
    public RpcException? Enter(ServerCallContext context, bool needsSession = true)
    {
        var method = context.Method[(context.Method.LastIndexOf('/') + 1)..];
        var bearer = context.RequestHeaders.GetValue("authorization");
        Calls.Enqueue(new FakeCall(method, bearer, context.RequestHeaders.GetValue("x-purpose"), context.Deadline, context.RequestHeaders.GetValue("chart-id")));
        if (needsSession && (bearer is null || !Tokens.ContainsKey(bearer["Bearer ".Length..])))
            throw FakeErrors.Of(StatusCode.Unauthenticated, "ERROR_REASON_NOT_SIGNED_IN");
        if (!_faults.TryGetValue(method, out var faults) || !faults.TryDequeue(out var fault))
            return null;
        return fault.AfterEffect ? fault.Failure : throw fault.Failure;
    }

    private sealed record Fault(RpcException Failure, bool AfterEffect);
}

/// <summary>A call as the service saw it.</summary>
internal sealed record FakeCall(string Method, string? Bearer, string? Purpose, DateTime Deadline, string? ChartId);

/// <summary>A chart in memory.</summary>
internal sealed class FakeChart(string site)
{
    public string Site { get; } = site;

    public List<Entry> Entries { get; } = [];

    public byte[] Bundle { get; set; } = [];

    public long Version { get; set; }

    public Entry Add(EntryContent content)
    {
        var entry = new Entry
        {
            Id = ++Version,
            Version = Version,
            Kind = FakeKinds.Of(content),
            State = EntryState.Final,
            Author = "nora",
            Site = Site,
            Content = content,
            RecordedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(new DateTime(2025, 1, 1, 3, 0, 0, DateTimeKind.Utc).AddMinutes(Version)),
        };
        Entries.Add(entry);
        return entry;
    }
}
