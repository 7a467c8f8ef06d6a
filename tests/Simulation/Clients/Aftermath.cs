using MedRecords.Grains.Operations;
using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <summary>When all is well again, every silo must answer at once, and the journal must hold as a whole.</summary>
internal sealed class Aftermath(World world, Witness witness, Releases releases, Rights rights)
{
    /// <summary>Reads every chart through every silo, then has the journal checked.</summary>
    public void Check(SiloGroup silos)
    {
        foreach (var silo in silos.Running)
        {
            foreach (var chart in Institute.Charts)
                Run(silo, AccessAction.Read, chart, Institute.Watcher, call => ReadAsync(silo, chart, call));
        }

        var last = silos.Any()!;
        Run(last, AccessAction.Verify, string.Empty, Institute.Administrator, call => VerifyAsync(last, call));
    }

    private void Run(SimulatedSilo silo, AccessAction action, string subject, Staff who, Func<Call, Task> ask)
    {
        var call = new Call(rights.NextCall(), who, who.FirstSession, action, subject) { Floor = witness.Chart(subject).Told };
        witness.Expect(call);
        var work = silo.Process.Run(() => ask(call));
        world.RunUntil(() => work.IsCompleted);
        if (work.Exception is { } fault)
            witness.Blame($"{silo.Process.Name} did not recover: {action} met {fault.InnerException!.GetType().Name}");
    }

    private async Task ReadAsync(SimulatedSilo silo, string chart, Call call)
    {
        var answer = await silo.Chart(chart).GetAsync(call.Caller, Views.Latest);
        if ((answer.Value is null) != (witness.Chart(chart).Version == 0))
            witness.Blame($"{silo.Process.Name} answered a read of a chart with {answer.Refusal?.Reason.ToString() ?? "data"}");
        releases.Check(call, answer, static () => false);
    }

    /// <summary>Every chain and the log of commits, with the product's own check.</summary>
    private async Task VerifyAsync(SimulatedSilo silo, Call call)
    {
        var finding = "it did not finish";
        await foreach (var check in silo.Make<OperationsGrain>().VerifyAsync(call.Caller))
            finding = check.Finished ? check.Finding : finding;
        if (finding.Length > 0)
            witness.Blame($"the journal does not hold: {finding}");
    }
}
