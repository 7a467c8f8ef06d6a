namespace MedRecords.Simulation.Cluster;

/// <summary>One grain in the memory of one silo, from its first call on.</summary>
internal sealed class Activation(Grain grain, Func<Task> prepare)
{
    private readonly Turns _turns = new();
    private Task? _activation;

    /// <summary>Whether it is active and nothing calls it.</summary>
    public bool IsIdle => _activation is { IsCompletedSuccessfully: true } && _turns.IsIdle;

    /// <summary>Whether it could not be activated.</summary>
    public bool HasFailed => _activation is { IsFaulted: true };

    /// <summary>Carries out a call in its turn.</summary>
    public async Task<T> CallAsync<T>(bool isRead, Func<Grain, Task<T>> call)
    {
        await (_activation ??= ActivateAsync());
        await _turns.EnterAsync(isRead);
        try
        {
            return await call(grain);
        }
        finally
        {
            _turns.Leave(isRead);
        }
    }

    /// <summary>Lets the grain write what it wants to keep.</summary>
    public Task DeactivateAsync() => grain.OnDeactivateAsync(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody calls."), CancellationToken.None);

    private async Task ActivateAsync()
    {
        await prepare();
        await grain.OnActivateAsync(CancellationToken.None);
    }
}
