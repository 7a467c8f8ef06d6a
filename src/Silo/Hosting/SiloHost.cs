using MedRecords.Grains.Accounts;
using MedRecords.Grains.Hosting;
using MedRecords.Grains.Operations;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Silo.Clustering;
using MedRecords.Silo.Diagnosis;
using MedRecords.Silo.Presence;
using MedRecords.Silo.Security;

namespace MedRecords.Silo.Hosting;

/// <summary>Puts a silo together: journal, grains, front end.</summary>
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
        var identity = ProcessIdentity.Of(options);
        var store = JournalStores.Create(options);
        try
        {
            await store.OpenAsync(cancellation);
            var ring = await KeyRings.LoadAsync(options, await InstitutionKeys.ExistAsync(store, cancellation), cancellation);
            var keys = await InstitutionKeys.OpenAsync(store, ring, cancellation);
            var masters = new MasterKeys(store, ring, token => KeyRings.ReloadAsync(options, token), TimeProvider.System);
            await masters.CheckAsync(ring, cancellation);
            return await BuildAsync(options, identity, store, new SealedJournal(store, masters, keys), cancellation);
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

    private static async Task<WebApplication> BuildAsync(SiloSettings options, ProcessIdentity identity, IJournalStore store, SealedJournal journal, CancellationToken cancellation)
    {
        var builder = HostParts.Create(options);
        // First of all: services start in this order, and what speaks to grains or streams needs the silo.
        await Cluster.ConfigureAsync(builder, options, store, cancellation);
        builder.Services.AddSingleton(journal);
        builder.Services.AddSingleton(journal.Keys);
        builder.Services.AddSingleton<ISiloReports>(store.Silos);
        builder.Services.AddSingleton<SiloLoad>();
        builder.Services.AddMedRecordsGrains(new OutsideIssuerOptions { Authority = options.OidcAuthority, Audience = options.OidcAudience }, identity.ServingAt(options.Listen));
        builder.Services.AddSingleton<IDiagnosis>(services => Doctor.Of(options, journal, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<JournalHealth>();
        builder.Services.AddHealthChecks().AddCheck<JournalHealth>("journal");
        builder.Services.AddHostedService<FirstStart>();
        // Behind the first start, which makes what the record is kept with.
        builder.Services.AddHostedService<ComingAndGoing>();
        builder.Services.AddHostedService<KeyRingWatch>();
        return HostParts.Complete(builder, options, identity);
    }
}
