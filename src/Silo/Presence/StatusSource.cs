using Google.Protobuf.WellKnownTypes;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.Silo.Draining;
using MedRecords.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MedRecords.Silo.Presence;

/// <summary>What the process has to say of itself.</summary>
internal sealed class StatusSource(
    ProcessIdentity identity, FrontendLoad frontend, LastCheck check, Drain drain, IServer server, IHostApplicationLifetime life, IServiceProvider services, TimeProvider time)
{
    private readonly Timestamp _started = Timestamp.FromDateTimeOffset(time.GetUtcNow());

    // A front end has neither charts nor a journal.
    private readonly SiloLoad? _silo = services.GetService<SiloLoad>();

    /// <summary>The status now.</summary>
    public SiloInfo Read(TimeSpan? clockDifference)
    {
        var status = new SiloInfo
        {
            Name = identity.Name,
            Role = identity.Role,
            Site = identity.Site,
            Version = ProcessIdentity.Version,
            Stack = ProcessIdentity.Stack,
            StartedAt = _started,
            State = StateNow(),
            Calls = frontend.Calls,
            Watchers = frontend.Watchers,
            FeedLag = Duration.FromTimeSpan(frontend.FeedLag),
            ClockDifference = clockDifference is { } difference ? Duration.FromTimeSpan(difference) : null,
            Health = check.Newest,
        };
        if (life.ApplicationStarted.IsCancellationRequested)
            status.Address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? string.Empty;
        _silo?.Fill(status);
        return status;
    }

    private SiloState StateNow() => this switch
    {
        _ when life.ApplicationStopped.IsCancellationRequested => SiloState.Stopped,
        _ when drain.Begun.IsCompleted || life.ApplicationStopping.IsCancellationRequested => SiloState.Draining,
        _ when life.ApplicationStarted.IsCancellationRequested => SiloState.Serving,
        _ => SiloState.Starting,
    };
}
