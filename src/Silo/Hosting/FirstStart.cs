using MedRecords.Grains.Accounts;
using MedRecords.Grains.Operations;

namespace MedRecords.Silo.Hosting;

/// <summary>Sets up a new institution before anyone is served, and shows its first password this once.</summary>
internal sealed class FirstStart(Institution institution) : IHostedLifecycleService
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

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
