using MedRecords.Grains.Interfaces.Calls;

namespace MedRecords.Simulation.Clients;

/// <summary>What a client hears of a call: an answer, a fault, or nothing.</summary>
/// <typeparam name="T">Type of the answer's value.</typeparam>
/// <param name="Answer">The answer; null where there was none.</param>
/// <param name="Fault">The fault; null where there was none, or nothing was heard.</param>
internal sealed record Reply<T>(Answer<T>? Answer, Exception? Fault)
    where T : class
{
    /// <summary>Nothing was heard in time.</summary>
    public static Reply<T> Nothing { get; } = new(null, null);
}
