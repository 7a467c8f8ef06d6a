using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Cluster;
using MedRecords.Simulation.Running;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <summary>Looks at accounts, which only administrators may, and is one only as long as the administrator lets it be.</summary>
internal sealed class Deputy(World world, Network network, Witness witness, Rights rights, int count)
    : Client(world, network, witness, rights, Institute.Deputy)
{
    protected override async Task WorkAsync()
    {
        // Its session ends when it is disabled; it is known by its certificate.
        Session = string.Empty;
        for (var i = 0; i < count; i++)
        {
            await Process.DelayAsync(World.Between(0, 40_000));
            var one = Institute.Clinicians[World.Random.Next(Institute.Clinicians.Count)].Id.ToString();
            await InsistAsync(() => NewCall(AccessAction.Administer, one), (silo, caller) => silo.Account(one).DescribeAsync(caller));
        }
    }
}
