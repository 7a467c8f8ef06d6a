using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Operations;
using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <summary>Takes rights away, in one of three ways, and gives them back a while later.</summary>
internal sealed class Administrator(World world, Network network, Witness witness, Rights rights, int changes)
    : Client(world, network, witness, rights, Institute.Administrator)
{
    protected override async Task WorkAsync()
    {
        var others = Institute.Clinicians.Append(Institute.Deputy).Where(one => one.Sites.Count > 0).ToList();
        for (var i = 0; i < changes; i++)
        {
            await VerifyAsync();
            await Process.DelayAsync(World.Between(1_000, 120_000));
            var one = others[World.Random.Next(others.Count)];
            await TakeAsync(one);
            await Process.DelayAsync(World.Between(1_000, 60_000));
            await GiveBackAsync(one);
        }
    }

    /// <summary>Checks the whole journal while others write to it.</summary>
    private Task<(Fate Fate, Answer<Done>? Answer)> VerifyAsync() => InsistAsync<Done>(() => NewCall(AccessAction.Verify, Who.Id.ToString()), async (silo, caller) =>
    {
        await foreach (var check in silo.Make<OperationsGrain>().VerifyAsync(caller))
        {
            if (check.Finding.Length > 0)
                Witness.Blame($"the journal does not hold: {check.Finding}");
        }

        return Done.Instance;
    });

    private async Task TakeAsync(Staff one)
    {
        switch (World.Random.Next(3))
        {
            case 0:
                if (await SureAsync(one, (silo, caller) => silo.Account(one.Id.ToString()).SetAssignmentsAsync(caller, [])))
                    Rights.Revoked(one);
                break;
            case 1:
                if (await SureAsync(one, (silo, caller) => silo.Account(one.Id.ToString()).SetEnabledAsync(caller, false)))
                    Rights.Revoked(one);
                break;
            default:
                Assignment[] lesser = [.. one.Sites.Select(site => new Assignment { Site = site, Role = Role.Nurse })];
                await SureAsync(one, (silo, caller) => silo.Account(one.Id.ToString()).SetAssignmentsAsync(caller, lesser));
                break;
        }
    }

    private async Task GiveBackAsync(Staff one)
    {
        Rights.Grant(one);
        await SureAsync(one, (silo, caller) => silo.Account(one.Id.ToString()).SetEnabledAsync(caller, true));
        await SureAsync(one, (silo, caller) => silo.Account(one.Id.ToString()).SetAssignmentsAsync(caller, one.Assignments));
    }

    /// <summary>Tries until it is confirmed.</summary>
    private async Task<bool> SureAsync(Staff one, Func<SimulatedSilo, Caller, Task<Answer<Done>>> ask)
    {
        while (true)
        {
            var (fate, _) = await InsistAsync(() => NewCall(AccessAction.Administer, one.Id.ToString()), ask);
            if (fate == Fate.Done)
                return true;
        }
    }
}
