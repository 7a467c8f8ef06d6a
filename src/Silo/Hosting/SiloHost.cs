using MedRecords.Grains.Accounts;
using MedRecords.Grains.Hosting;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Hosting;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Silo.Clustering;
using MedRecords.Silo.Security;
using MedRecords.Silo.Telemetry;

namespace MedRecords.Silo.Hosting;

/// <summary>Puts the service together: journal, grains, front end.</summary>
public static class SiloHost
{
    /// <summary>
    /// Opens the journal and builds the service, ready to be run. Throws <see cref="JournalRefusedException"/>
    /// or <see cref="StartRefusedException"/> with a line that says what to do.
    /// </summary>
    public static async Task<WebApplication> BuildAsync(SiloSettings options, CancellationToken cancellation = default)
    {
        ListenEndpoint.CheckFree(options);
        CheckIssuer(options);
        var store = JournalStores.Create(options);
        try
        {
            await store.OpenAsync(cancellation);
            var ring = await KeyRings.LoadAsync(options, await InstitutionKeys.ExistAsync(store, cancellation), cancellation);
            var keys = await InstitutionKeys.OpenAsync(store, ring, cancellation);
            return await BuildAsync(options, store, new SealedJournal(store, ring, keys), cancellation);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static void CheckIssuer(SiloSettings options)
    {
        if (options.OidcAuthority.Length == 0)
            return;
        if (!Uri.TryCreate(options.OidcAuthority, UriKind.Absolute, out var authority) || authority.Scheme is not ("https" or "http"))
            throw new StartRefusedException("--oidc-authority must be the issuer's https address.");
        if (options.OidcAudience.Length == 0)
            throw new StartRefusedException("--oidc-authority needs --oidc-audience: without it any token of the issuer would be taken.");
    }

    private static async Task<WebApplication> BuildAsync(SiloSettings options, IJournalStore store, SealedJournal journal, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "MedRecords" });
        Logs.Configure(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            TransportLimits.Configure(kestrel, options);
            ListenEndpoint.Configure(kestrel, options);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        // First of all: services start in this order, and what speaks to grains or streams needs the silo.
        await Cluster.ConfigureAsync(builder, options, store, cancellation);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(journal);
        builder.Services.AddSingleton(journal.Keys);
        builder.Services.AddSingleton<IFaultClassifier, FaultClassifier>();
        builder.Services.AddMedRecordsGrains(new OutsideIssuerOptions { Authority = options.OidcAuthority, Audience = options.OidcAudience });
        builder.Services.AddMedRecordsFrontend(new FrontendOptions { Admission = LoadLimits.Read(options) });
        builder.Services.AddSingleton<JournalHealth>();
        builder.Services.AddHealthChecks().AddCheck<JournalHealth>("journal");
        builder.Services.AddHostedService<Announcement>();
        builder.Services.AddSingleton(options);
        Exporters.Add(builder);

        var app = builder.Build();
        app.MapMedRecords();
        return app;
    }
}
