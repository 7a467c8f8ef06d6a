using MedRecords.Cli.Refusals;

namespace MedRecords.Cli.Connecting;

/// <summary>Where passwords come from: a file, the environment or the terminal, and never an argument.</summary>
internal static class Passwords
{
    private const string Variable = "MEDRECORDS_PASSWORD";
    private const string NewVariable = "MEDRECORDS_NEW_PASSWORD";

    /// <summary>The password in force, or null where none is at hand and nobody can be asked.</summary>
    public static string? Current(Host host, FileInfo? file, string user, string server) =>
        ReadFile(file) ?? host.Variable(Variable) ?? host.AskSecret?.Invoke($"Password for {user} at {server}: ");

    /// <summary>A new password: from a file, the environment, or typed twice.</summary>
    public static string New(Host host, FileInfo? file)
    {
        if ((ReadFile(file) ?? host.Variable(NewVariable)) is { } given)
            return given;
        if (host.AskSecret is not { } ask)
            throw new CliException(ExitCode.NotSignedIn, $"There is no new password: give --new-password-file or set {NewVariable}.");
        var typed = ask("New password (at least 12 characters): ");
        if (typed != ask("The same again: "))
            throw new CliException(ExitCode.Failed, "The two passwords differ: nothing was changed, try again.");
        return typed ?? throw new CliException(ExitCode.Interrupted, "No password was typed: nothing was changed.");
    }

    /// <summary>The password in a file, without the line break at its end; null where no file was named.</summary>
    public static string? ReadFile(FileInfo? file) => file is null ? null : File.ReadAllText(file.FullName).TrimEnd('\r', '\n');
}
