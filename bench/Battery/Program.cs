using MedRecords.Battery;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Rows.Reliability.Damages;
using MedRecords.Battery.Rows.Reliability.FailingDisks;
using MedRecords.Battery.Rows.Reliability.PowerCuts;

return args switch
{
    [LoadCommand.Name] => LoadCommand.Run(),
    [BareHost.Name, var kind, var port] => await BareHost.RunAsync(Enum.Parse<BareKind>(kind), int.Parse(port)),
    [PowerCutChild.Name, .. var rest] => await PowerCutChild.RunAsync(rest),
    [FailingDiskChild.Name, .. var rest] => await FailingDiskChild.RunAsync(rest),
    [DamageChild.Name, .. var rest] => await DamageChild.RunAsync(rest),
    _ => await RowsCommand.RunAsync(args),
};
