using System.Text;

namespace MedRecords.Cli;

/// <summary>What surrounds a command: its streams, its environment, its terminal and the clock.</summary>
internal sealed class Host : IDisposable
{
    private const int WidthWithoutTerminal = 100;

    private readonly Lazy<StreamWriter> _out;

    /// <summary>Surroundings that are set one by one.</summary>
    public Host() => _out = new(() => new StreamWriter(Output!, new UTF8Encoding(false), bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" });

    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output, for raw bytes.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Environment variables by name.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Asks a question on the terminal and reads the answer unseen; null where nobody can be asked.</summary>
    public Func<string, string?>? AskSecret { get; init; }

    /// <summary>Asks a question on the terminal; null where nobody can be asked.</summary>
    public Func<string, string?>? Ask { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether a person reads standard output.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = WidthWithoutTerminal;

    /// <summary>Standard output, for text; buffered until flushed.</summary>
    public TextWriter Out => _out.Value;

    /// <summary>The surroundings of this process.</summary>
    public static Host OfProcess()
    {
        var canAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected;
        return new Host
        {
            Input = Console.OpenStandardInput(),
            Output = Console.OpenStandardOutput(),
            Error = Console.Error,
            Environment = System.Environment.GetEnvironmentVariable,
            Ask = canAsk ? TerminalPrompt.Ask : null,
            AskSecret = canAsk ? TerminalPrompt.AskSecret : null,
            OutputIsTerminal = !Console.IsOutputRedirected,
            Width = WidthOfProcess(),
        };
    }

    /// <summary>The value of an environment variable that is set and not empty, or null.</summary>
    public string? Variable(string name) => Environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>Writes what is buffered.</summary>
    public void Dispose()
    {
        if (_out.IsValueCreated)
            _out.Value.Dispose();
    }

    private static int WidthOfProcess()
    {
        if (!Console.IsOutputRedirected && Console.WindowWidth > 0)
            return Console.WindowWidth;
        return int.TryParse(System.Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 20 ? columns : WidthWithoutTerminal;
    }
}
