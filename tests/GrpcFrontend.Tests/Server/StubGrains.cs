using System.Collections.Concurrent;
using System.Reflection;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Directory;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.Grains.Interfaces.Patients;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>One stub for each sort of grain, whatever the key; the keys asked for are kept.</summary>
public sealed class StubGrains
{
    public const string Token = "good-token";

    public StubGrains()
    {
        Factory = DispatchProxy.Create<IGrainFactory, Proxy>();
        ((Proxy)(object)Factory).Grains = this;
        Sessions.On(nameof(ISessionsGrain.IdentifyAsync), arguments => Task.FromResult<Answer<Identity>>((string)arguments[0]! == Token
            ? new Identity("account-1", "session-1", DateTimeOffset.MaxValue, "site-1")
            : new Refusal(V1.ErrorReason.NotSignedIn, "Sign in again.")));
    }

    public IGrainFactory Factory { get; }

    public GrainStub<IChartGrain> Chart { get; } = new();

    public GrainStub<ISessionsGrain> Sessions { get; } = new();

    public GrainStub<IAccountGrain> Account { get; } = new();

    public GrainStub<IDirectoryGrain> Directory { get; } = new();

    public GrainStub<IPatientsGrain> Patients { get; } = new();

    public GrainStub<IFeedGrain> Feed { get; } = new();

    public GrainStub<IOperationsGrain> Operations { get; } = new();

    public GrainStub<IClusterGrain> Cluster { get; } = new();

    public ConcurrentQueue<(Type Grain, object Key)> Asked { get; } = new();

    private object Find(Type grain) => grain switch
    {
        _ when grain == typeof(IChartGrain) => Chart.Grain,
        _ when grain == typeof(ISessionsGrain) => Sessions.Grain,
        _ when grain == typeof(IAccountGrain) => Account.Grain,
        _ when grain == typeof(IDirectoryGrain) => Directory.Grain,
        _ when grain == typeof(IPatientsGrain) => Patients.Grain,
        _ when grain == typeof(IFeedGrain) => Feed.Grain,
        _ when grain == typeof(IOperationsGrain) => Operations.Grain,
        _ when grain == typeof(IClusterGrain) => Cluster.Grain,
        _ => throw new NotSupportedException(grain.Name),
    };

    public class Proxy : DispatchProxy
    {
        public StubGrains Grains { get; set; } = null!;

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var grain = targetMethod!.GetGenericArguments().Single();
            Grains.Asked.Enqueue((grain, args![0]!));
            return Grains.Find(grain);
        }
    }
}
