using System.Runtime.InteropServices;

namespace MedRecords.Silo.Draining;

/// <summary>Lets signals that ask the process to end drain it first. A second one ends the grace time.</summary>
internal sealed class SignalLifetime(Drain drain) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        drain.Begin($"The process got {signal.Signal}.");
    }
}
