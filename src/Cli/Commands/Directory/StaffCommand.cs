using System.CommandLine;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Manages the accounts of staff.</summary>
internal static class StaffCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell) => new("staff", "Manage accounts: list, add, roles, enable, disable, reset-password.")
    {
        StaffListCommand.Create(shell),
        StaffAddCommand.Create(shell),
        StaffRolesCommand.Create(shell),
        StaffEnableCommand.Create(shell, "enable", "Let an account sign in again.", enabled: true),
        StaffEnableCommand.Create(shell, "disable", "Bar an account; its sessions end at once.", enabled: false),
        StaffResetPasswordCommand.Create(shell),
    };
}
