using Spectre.Console;

namespace MedRecords.Cli.Output;

/// <summary>Spectre consoles that fit the surroundings.</summary>
internal static class Consoles
{
    /// <summary>A console on standard output, coloured only where a person looks at it and NO_COLOR is not set.</summary>
    public static IAnsiConsole Create(Host host)
    {
        var colour = host.OutputIsTerminal && host.Variable("NO_COLOR") is null && host.Environment("TERM") != "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Out),
            Ansi = host.OutputIsTerminal && host.Environment("TERM") != "dumb" ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = host.OutputIsTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = host.Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
