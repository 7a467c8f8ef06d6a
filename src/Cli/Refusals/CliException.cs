namespace MedRecords.Cli.Refusals;

/// <summary>Ends a command with one sentence for the person and one number for the script.</summary>
internal sealed class CliException(ExitCode code, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    /// <summary>The exit code.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>The command line makes no sense.</summary>
    public static CliException Usage(string sentence) => new(ExitCode.Usage, sentence);
}
