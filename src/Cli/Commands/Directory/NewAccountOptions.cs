using System.CommandLine;
using System.Text.Json.Nodes;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>What all sorts of new accounts have in common: a user name and a first password.</summary>
internal sealed class NewAccountOptions
{
    private readonly Argument<string> _user = new("USER") { Description = "User name: letters, digits, dot, dash, underscore and @." };
    private readonly Option<FileInfo?> _passwordFile = new("--new-password-file") { HelpName = "FILE", Description = "Reads the first password from a file; MEDRECORDS_NEW_PASSWORD can hold it instead. [default: one is made and shown once]" };
    private readonly Option<bool> _keepPassword = new("--keep-password") { Description = "The first password need not be changed at the first sign-in." };

    /// <summary>Adds the user name and the options to a command.</summary>
    public void AddTo(Command command, bool withKeepPassword = true)
    {
        command.Arguments.Insert(0, _user);
        command.Add(_passwordFile);
        if (withKeepPassword)
            command.Add(_keepPassword);
    }

    /// <summary>The user name.</summary>
    public string User(Run run) => run.Get(_user);

    /// <summary>The first password; empty to have one made.</summary>
    public string Password(Run run) => Passwords.ReadFile(run.Get(_passwordFile)) ?? run.Host.Variable("MEDRECORDS_NEW_PASSWORD") ?? "";

    /// <summary>Whether the first password may stay.</summary>
    public bool KeepPassword(Run run) => run.Get(_keepPassword);

    /// <summary>Says that the account is there, and shows the password that was made, this once.</summary>
    public static void Report(Run run, string user, string account, string oneTimePassword)
    {
        var json = new JsonObject { ["user"] = user, ["account"] = account };
        if (oneTimePassword.Length > 0)
            json["oneTimePassword"] = oneTimePassword;
        run.Output.Result(json, oneTimePassword.Length > 0 ? $"Added {user}. Password, shown this once: {oneTimePassword}" : $"Added {user}.");
    }
}
