using MedRecords.Battery.Rows;

namespace MedRecords.Battery;

/// <summary>The command that people run: lists rows, or runs some.</summary>
internal static class RowsCommand
{
    private const int WrongUsage = 2;

    /// <summary>Runs it; the result is the program's exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var options = BatteryOptions.Parse(arguments);
            return options.List ? List() : await RowRunner.RunAsync(Choose(options), options);
        }
        catch (FormatException fault)
        {
            Console.Error.WriteLine($"{fault.Message}\n{BatteryOptions.Usage}");
            return WrongUsage;
        }
    }

    private static int List()
    {
        foreach (var row in RowCatalog.All)
            Console.Out.WriteLine($"{row.Name,-4} {row.Title}; bar {row.Bar}, goal {row.Goal}");
        return 0;
    }

    private static IReadOnlyList<IRow> Choose(BatteryOptions options) => options.Rows.Count == 0
        ? throw new FormatException("No row is named.")
        : options.Rows.Select(name => RowCatalog.Find(name) ?? throw new FormatException(
            $"There is no row {name}. The rows are {string.Join(", ", RowCatalog.All.Select(row => row.Name))}.")).ToArray();
}
