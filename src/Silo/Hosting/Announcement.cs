using MedRecords.Journal;
using MedRecords.Silo.Presence;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MedRecords.Silo.Hosting;

/// <summary>Tells on the terminal once the service is ready, and when it has stopped.</summary>
internal sealed class Announcement(IServiceProvider services, IServer server, IHostApplicationLifetime life) : IHostedLifecycleService
{
    // A front end has none.
    private readonly SealedJournal? _journal = services.GetService<SealedJournal>();

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
        if (_journal is not null)
            await _journal.DisposeAsync();
        Console.WriteLine("Stopped. Everything acknowledged is stored.");
    }

    private void Announce()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var where = _journal is null ? "front end of its cluster" : $"journal in {_journal.Store.Description}";
        Console.WriteLine($"Ready: MedRecords {ProcessIdentity.Version} listens on {string.Join(", ", addresses)}, {where}.");
        if (_journal?.Store.Advice is { } advice)
            Console.WriteLine($"Advice: {advice}");
    }
}
