using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Hosts;

/// <summary>Runs the system's commands.</summary>
internal static class Shell
{
    /// <summary>Runs some lines; throws where one of them fails.</summary>
    public static Task<string> RunAsync(string lines) => ProgramRun.ReadAsync(new("/bin/sh", ["-ec", lines]));

    /// <summary>The same for what a row needs to have: where it fails, the row cannot run here, and says what is missing.</summary>
    public static async Task PrepareAsync(string what, string lines)
    {
        try
        {
            await RunAsync(lines);
        }
        catch (InvalidOperationException failure)
        {
            throw new CannotRunException($"{what} cannot be made here, which needs root: {failure.Message.Trim()}");
        }
    }
}
