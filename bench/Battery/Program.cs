using MedRecords.Battery;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;

return args switch
{
    [LoadCommand.Name] => LoadCommand.Run(),
    [BareHost.Name, var kind, var port] => await BareHost.RunAsync(Enum.Parse<BareKind>(kind), int.Parse(port)),
    _ => await RowsCommand.RunAsync(args),
};
