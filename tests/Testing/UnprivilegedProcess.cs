using System.Diagnostics;
using System.Globalization;

namespace MedRecords.Testing;

/// <summary>Runs programs that refuse to run as root as somebody else, where the tests are root.</summary>
internal static class UnprivilegedProcess
{
    private static readonly string[] Users = ["postgres", "nobody"];

    /// <summary>Runs a program to its end, and fails with its output if it fails.</summary>
    public static async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var process = Start(program, arguments, redirectOutput: true);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>Starts a program with its input open.</summary>
    public static Process Start(string program, IReadOnlyList<string> arguments, bool redirectOutput = false)
    {
        string[] words = [.. Prefix(), program, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = redirectOutput,
            RedirectStandardError = redirectOutput,
            WorkingDirectory = "/",
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static string[] Prefix()
    {
        if (Environment.UserName != "root")
            return [];
        var (user, group) = FindUser();
        return ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"];
    }

    private static (int User, int Group) FindUser()
    {
        foreach (var line in File.ReadLines("/etc/passwd").Select(line => line.Split(':')))
        {
            if (Users.Contains(line[0]))
                return (Number(line[2]), Number(line[3]));
        }
        throw new InvalidOperationException("PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as.");

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
