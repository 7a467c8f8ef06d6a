using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal.Contract;
using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <summary>What became of an operation, as far as its client can tell.</summary>
internal enum Fate
{
    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Surely not carried out.</summary>
    NotDone,

    /// <summary>Nobody knows.</summary>
    Unknown,
}

/// <summary>What clients share: who they are, how they call, and how often they try again.</summary>
internal abstract class Client(World world, Network network, Witness witness, Rights rights, Staff who)
{
    private const int MostTries = 12;

    /// <summary>What it runs in.</summary>
    protected SimulatedProcess Process { get; } = world.Start(who.Name);

    /// <summary>The world.</summary>
    protected World World => world;

    /// <summary>What is durable.</summary>
    protected Witness Witness => witness;

    /// <summary>Who may still do what.</summary>
    protected Rights Rights => rights;

    /// <summary>Who it is.</summary>
    protected Staff Who => who;

    /// <summary>The session in use.</summary>
    protected string Session { get; set; } = who.FirstSession;

    /// <summary>Starts it; the task ends when it has done its part.</summary>
    public Task StartAsync() => Process.Run(WorkAsync);

    /// <summary>Does its part.</summary>
    protected abstract Task WorkAsync();

    /// <summary>A call that is to begin now.</summary>
    protected Call NewCall(AccessAction action, string subject) =>
        new(rights.NextCall(), who, Session, action, subject)
        {
            Floor = witness.Chart(subject).Told,
            AccessFloor = witness.Chart(subject).Accesses.Count,
            IsRevoked = rights.IsRevoked(who, Session, witness.Account(who.Id.ToString())),
            Grants = witness.Account(who.Id.ToString()).Grants,
        };

    /// <summary>Calls once.</summary>
    protected Task<Reply<T>> CallAsync<T>(Call call, Func<SimulatedSilo, Caller, Task<Answer<T>>> ask)
        where T : class
    {
        witness.Expect(call);
        return network.CallAsync(Process, call, () => witness.Account(who.Id.ToString()).Grants == call.Grants, silo => ask(silo, call.Caller));
    }

    /// <summary>Calls until there is an answer, or patience ends.</summary>
    protected async Task<(Fate Fate, Answer<T>? Answer)> InsistAsync<T>(Func<Call> call, Func<SimulatedSilo, Caller, Task<Answer<T>>> ask)
        where T : class
    {
        var doubled = network.Doubled;
        var doubtful = false;
        for (var tries = 1; tries <= MostTries; tries++)
        {
            var reply = await CallAsync(call(), ask);
            // A request that comes a second time may be carried out after the first was refused.
            doubtful |= network.Doubled != doubled;
            if (reply.Answer is { } answer)
                return (answer.Refusal is null ? Fate.Done : doubtful ? Fate.Unknown : Fate.NotDone, answer);
            if (reply.Fault is not (null or JournalUnavailableException or OutcomeUnknownException))
                witness.Blame($"a call of {who.Name} met {reply.Fault}");
            doubtful |= reply.Fault is not JournalUnavailableException;
            if (world.Chance(15))
                break;
            await Process.DelayAsync(world.Between(1_000, 40_000));
        }

        return (doubtful ? Fate.Unknown : Fate.NotDone, null);
    }
}
