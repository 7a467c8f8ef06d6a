using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MedRecords.Cli.Running;

/// <summary>The usual help, followed by what scripts need to know.</summary>
internal sealed class HelpWithExitCodes(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ExitCodes = """
        Exit codes:
            0  done
            1  refused by the service, or failed on this machine
            2  the command line makes no sense
            3  not signed in, the sign-in failed, or the password must be changed first
            4  your role does not allow it
            5  no such chart, entry or account, or none that you may see
            6  the chart is newer than the version given
            7  the service does not answer, or whether it acted is not known
            8  the input is broken, e.g. a bundle
            9  stored data is damaged (verify)
          130  interrupted

        """;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Parent is null)
            parseResult.InvocationConfiguration.Output.WriteLine(ExitCodes);
        return code;
    }
}
