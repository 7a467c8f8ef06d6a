using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Journal.Contract;
using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <summary>
/// The way between clients and silos: requests and replies are late, lost, and requests come twice. Each answer
/// is checked as it leaves its silo.
/// </summary>
internal sealed class Network(World world, SiloGroup silos, Releases releases)
{
    private const long LongestWayUs = 2_000;
    private const long PatienceUs = 150_000;

    /// <summary>A page of the feed puts many looks at charts on record, one after another.</summary>
    private const long PatienceForPagesUs = 5_000_000;

    /// <summary>Messages lost, in percent.</summary>
    public double Loss { get; set; }

    /// <summary>Requests that come twice, in percent.</summary>
    public double Doubling { get; set; }

    /// <summary>How many messages were lost or came twice.</summary>
    public int Faults { get; private set; }

    /// <summary>Requests that came twice.</summary>
    public int Doubled { get; private set; }

    /// <summary>Calls a silo, and waits for the reply as long as a client does.</summary>
    public Task<Reply<T>> CallAsync<T>(SimulatedProcess client, Call call, Func<bool> isStillRevoked, Func<SimulatedSilo, Task<Answer<T>>> ask)
        where T : class
    {
        var heard = new TaskCompletionSource<Reply<T>>();
        var isDoubled = world.Chance(Doubling);
        // Of two requests one may have stored what the other could not.
        var request = new Request<T>(isDoubled ? call with { Operation = string.Empty } : call, isStillRevoked, ask, reply => Send(() => client.Deliver(() => heard.TrySetResult(reply))));
        Send(() => Arrive(request));
        if (isDoubled)
        {
            (Faults, Doubled) = (Faults + 1, Doubled + 1);
            world.After(world.Between(0, PatienceUs), () => Arrive(request));
        }

        var patience = call.Action == AccessAction.Watch ? PatienceForPagesUs : PatienceUs;
        world.After(patience, () => client.Deliver(() => heard.TrySetResult(Reply<T>.Nothing)));
        return heard.Task;
    }

    private void Send(Action arrive)
    {
        if (world.Chance(Loss))
            Faults++;
        else
            world.After(world.Between(20, world.Chance(2) ? PatienceUs : LongestWayUs), arrive);
    }

    private void Arrive<T>(Request<T> request)
        where T : class
    {
        // Where no silo listens, the client hears nothing, as from one that is cut off.
        if (silos.Choose(request.Call.Subject) is { } silo)
            silo.Process.Deliver(() => silo.Process.Run(() => ServeAsync(silo, request)));
    }

    private async Task ServeAsync<T>(SimulatedSilo silo, Request<T> request)
        where T : class
    {
        var reply = await CarryOutAsync(silo, request);
        world.Note($"{silo.Process.Name}: {request.Call.Origin} {request.Call.Action} by {request.Call.By.Name}: {Describe(reply)}");
        if (reply.Answer is { } answer)
            releases.Check(request.Call, answer, request.IsStillRevoked);
        if (reply.Fault is JournalUnavailableException)
            releases.CheckNotStored(request.Call);
        request.Answer(reply);
    }

    private static async Task<Reply<T>> CarryOutAsync<T>(SimulatedSilo silo, Request<T> request)
        where T : class
    {
        try
        {
            return new Reply<T>(await request.Ask(silo), null);
        }
        catch (Exception fault)
        {
            return new Reply<T>(null, fault);
        }
    }

    private static string Describe<T>(Reply<T> reply)
        where T : class =>
        reply.Fault is { } fault ? fault.GetType().Name : reply.Answer!.Refusal is { } refusal ? $"refused, {refusal.Reason}" : Descriptions.Of(reply.Answer.Value!);

    private sealed record Request<T>(Call Call, Func<bool> IsStillRevoked, Func<SimulatedSilo, Task<Answer<T>>> Ask, Action<Reply<T>> Answer)
        where T : class;
}
