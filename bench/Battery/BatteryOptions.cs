namespace MedRecords.Battery;

/// <summary>What the command line said.</summary>
/// <param name="Rows">Names of the rows to run.</param>
/// <param name="List">Whether the rows are to be listed.</param>
/// <param name="Database">A PostgreSQL to use, "postgres://user@host:port/database", or "sqlite"; null for a throw-away PostgreSQL.</param>
/// <param name="Seconds">Length of each single run; null for the row's own.</param>
/// <param name="Count">How many operations the rows on reliability do; null for all of them.</param>
/// <param name="Nemeses">Names of the faults that R2 makes; null for all of them.</param>
/// <param name="Attack">The one attack that S8 makes; null for all.</param>
/// <param name="Seed">The one seed that row R8 runs, with its trace; null for many.</param>
/// <param name="Defect">The one defect that row R9 puts in; null for all.</param>
/// <param name="From">The earlier revision that row U1 upgrades from; null for the newest tag.</param>
internal sealed record BatteryOptions(
    IReadOnlyList<string> Rows,
    bool List,
    string? Database,
    int? Seconds = null,
    int? Count = null,
    IReadOnlyList<string>? Nemeses = null,
    string? Attack = null,
    int? Seed = null,
    string? Defect = null,
    string? From = null)
{
    /// <summary>How to call the program.</summary>
    public const string Usage = """
        Usage: ./battery [--stack Bundled|NuGet] [--database sqlite|postgres://user@host:port/db] [--seconds N] [--count N]
                         [--nemesis NAME]… [--attack NAME] [--seed N] [--defect NAME] [--from REVISION] ROW…
               ./battery --list
        """;

    /// <summary>Whether rows that may use either store use SQLite.</summary>
    public bool IsSqlite => Database == "sqlite";

    /// <summary>Reads the command line; a <see cref="FormatException"/> says what is wrong with it.</summary>
    public static BatteryOptions Parse(IEnumerable<string> arguments)
    {
        var options = new BatteryOptions([], false, null);
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var word))
        {
            options = word switch
            {
                "--list" => options with { List = true },
                "--database" => options with { Database = Value(word, rest) },
                "--nemesis" => options with { Nemeses = [.. options.Nemeses ?? [], Value(word, rest)] },
                "--from" => options with { From = Value(word, rest) },
                "--count" => options with { Count = Number(word, Value(word, rest)) },
                "--attack" => options with { Attack = Value(word, rest) },
                "--defect" => options with { Defect = Value(word, rest) },
                "--seed" => options with { Seed = Number(word, Value(word, rest)) },
                "--seconds" => options with { Seconds = Number(word, Value(word, rest)) },
                _ when word.StartsWith('-') => throw new FormatException($"{word} is no option."),
                _ => options with { Rows = [.. options.Rows, word] },
            };
        }

        return options;
    }

    private static string Value(string option, Queue<string> rest) =>
        rest.TryDequeue(out var value) ? value : throw new FormatException($"{option} needs a value.");

    private static int Number(string option, string value) =>
        int.TryParse(value, out var number) && number > 0 ? number : throw new FormatException($"{option} needs a number above 0, not {value}.");
}
