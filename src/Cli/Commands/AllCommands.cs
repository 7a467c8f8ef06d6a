using System.CommandLine;
using MedRecords.Cli.Commands.Access;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Commands.Directory;
using MedRecords.Cli.Commands.Operations;
using MedRecords.Cli.Commands.Policy;
using MedRecords.Cli.Commands.Sessions;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands;

/// <summary>Every command there is, in the order of the help.</summary>
internal static class AllCommands
{
    /// <summary>Creates the commands.</summary>
    public static IEnumerable<Command> Create(Shell shell) =>
    [
        SignInCommand.Create(shell),
        SignOutCommand.Create(shell),
        ChangePasswordCommand.Create(shell),

        SearchCommand.Create(shell),
        ShowCommand.Create(shell),
        ListCommand.Create(shell),
        OpenCommand.Create(shell),
        AppendCommand.Create(shell),
        AmendCommand.Create(shell),
        RetractCommand.Create(shell),
        HistoryCommand.Create(shell),
        ShareCommand.Create(shell),
        ImportCommand.Create(shell),
        ExportCommand.Create(shell),
        WatchCommand.Create(shell),
        AuditCommand.Create(shell),

        GrantCommand.Create(shell),
        RevokeCommand.Create(shell),
        GrantsCommand.Create(shell),
        TeamCommand.Create(shell),
        ProxyCommand.Create(shell),
        ConsentCommand.Create(shell),
        EmergencyCommand.Create(shell),
        ProtectCommand.Create(shell),
        ExplainCommand.Create(shell),

        SitesCommand.Create(shell),
        StaffCommand.Create(shell),
        PatientsCommand.Create(shell),
        ApplicationsCommand.Create(shell),

        PolicyCommand.Create(shell),

        HealthCommand.Create(shell),
        ClusterCommand.Create(shell),
        DrainCommand.Create(shell),
        DoctorCommand.Create(shell),
        VerifyCommand.Create(shell),
        BackupCommand.Create(shell),
        RestoreCommand.Create(shell),
        KeysCommand.Create(shell),
        GenerateCommand.Create(shell),
    ];
}
