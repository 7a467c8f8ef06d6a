using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Directory;
using MedRecords.Grains.Feed;
using MedRecords.Grains.Histories;
using MedRecords.Grains.Operations;
using MedRecords.Grains.Policy;
using MedRecords.Journal;
using MedRecords.Journal.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace MedRecords.Grains.Hosting;

/// <summary>What grains need in a silo. The host adds the journal, its keys and a clock.</summary>
public static class GrainServices
{
    /// <summary>Adds the services that grains share.</summary>
    public static IServiceCollection AddMedRecordsGrains(this IServiceCollection services, OutsideIssuerOptions outsideIssuer, ServingProcess process)
    {
        services.AddHistory(AccountState.Empty, AccountState.Apply);
        services.AddHistory(DirectoryState.Empty, DirectoryState.Apply);
        services.AddHistory(PolicyState.Empty, PolicyState.Apply);
        services.AddSingleton(outsideIssuer);
        services.AddSingleton(process);
        services.AddSingleton<Grounds>();
        services.AddSingleton<Authorizer>();
        services.AddSingleton<Passwords>();
        services.AddSingleton(provider => new SessionTokens(provider.GetRequiredService<InstitutionKeys>().Tokens, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OutsideIssuer>();
        services.AddSingleton<ChartHistory>();
        services.AddSingleton<ChartServices>();
        services.AddSingleton<LogHeads>();
        services.AddSingleton<Institution>();
        services.AddSingleton<ServiceRecords>();
        services.AddHostedService<CommitNotices>();
        return services;
    }

    private static void AddHistory<TState>(this IServiceCollection services, TState empty, Func<TState, byte[], TState> apply)
        where TState : class
    {
        services.AddSingleton(p => new Histories<TState>(p.GetRequiredService<SealedJournal>(), empty, apply));
        services.AddSingleton(p => new HistoryWriter<TState>(
            p.GetRequiredService<SealedJournal>(), p.GetRequiredService<Histories<TState>>(), apply, p.GetRequiredService<Grounds>(), p.GetRequiredService<TimeProvider>()));
    }
}
