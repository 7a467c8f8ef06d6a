using MedRecords.Grains.Accounts;
using MedRecords.Grains.Operations;
using MedRecords.Journal;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MedRecords.Silo.Hosting;

/// <summary>Sets up a new institution, and tells on the terminal once the service is ready, and when it stops.</summary>
internal sealed class Announcement(Institution institution, SealedJournal journal, IServer server, IHostApplicationLifetime life) : IHostedLifecycleService
{
    private const string PasswordVariable = "MEDRECORDS_ADMIN_PASSWORD";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var given = Environment.GetEnvironmentVariable(PasswordVariable) ?? string.Empty;
        if (given.Length > 0 && AccountDecisions.CheckPassword(given) is { } weak)
            Console.WriteLine($"{PasswordVariable}: {weak.Message} It is taken for now; change it.");
        if (await institution.SetUpAsync(given) is { } password)
            Console.WriteLine($"First start: sign in as \"{Institution.Administrator}\" with the one-time password {password} and change it. It is shown this once.");
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        life.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // Last of all: every call has ended and every grain has left.
        await journal.DisposeAsync();
        Console.WriteLine("Stopped. Everything acknowledged is stored.");
    }

    private void Announce()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var version = typeof(Announcement).Assembly.GetName().Version?.ToString(3);
        Console.WriteLine($"Ready: MedRecords {version} listens on {string.Join(", ", addresses)}, journal in {journal.Store.Description}.");
        if (journal.Store.Advice is { } advice)
            Console.WriteLine($"Advice: {advice}");
    }
}
