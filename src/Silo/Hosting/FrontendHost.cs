using MedRecords.Journal.Contract;
using MedRecords.Silo.Clustering;
using MedRecords.Silo.Presence;
using MedRecords.Silo.Security;

namespace MedRecords.Silo.Hosting;

/// <summary>
/// Puts a front end on its own together: it answers clients, and asks the silos of its cluster for everything. It
/// has no journal and no key ring.
/// </summary>
internal static class FrontendHost
{
    /// <summary>Builds it, ready to be run. Throws <see cref="StartRefusedException"/> with a line that says what to do.</summary>
    public static WebApplication Build(SiloSettings options)
    {
        ListenEndpoint.CheckFree(options);
        var identity = ProcessIdentity.Of(options);
        if (!options.IsPostgreSql)
            throw new StartRefusedException("--role frontend needs --database postgres://…: that of the silos that it shall join.");
        var builder = HostParts.Create(options);
        // First of all, as in a silo: what follows asks grains.
        FrontendCluster.Configure(builder, options);
        builder.Services.AddSingleton<ISiloReports, ClusterReports>();
        builder.Services.AddHealthChecks().AddCheck<ClusterHealth>("cluster");
        return HostParts.Complete(builder, options, identity);
    }
}
