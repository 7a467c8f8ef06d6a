using Spectre.Console;

namespace MedRecords.Cli.Output;

/// <summary>Tables that look alike wherever they are shown.</summary>
internal static class Tables
{
    // Columns of words, which may take several lines; ids, times and numbers stay whole as long as they fit.
    private static readonly HashSet<string> Wordy = ["What", "Why", "Did", "Name", "Patient", "Roles", "Role", "Record number", "State", "Commit", "Feed", "Check", "Review", "Whom", "Opens", "As"];

    /// <summary>An empty table with the given columns.</summary>
    public static Table Create(params string[] columns)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold | Decoration.Underline))).PadLeft(0).PadRight(2).NoWrapIf(!Wordy.Contains(column)));
        return table;
    }

    private static TableColumn NoWrapIf(this TableColumn column, bool whole) => whole ? column.NoWrap() : column;

    /// <summary>Adds a row of recorded text; nothing in it is markup.</summary>
    public static Table Row(this Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(Clean.Lines(cell))));

    /// <summary>Adds a row of recorded text in one style.</summary>
    public static Table Row(this Table table, Style style, params string[] cells) => table.AddRow(cells.Select(cell => new Text(Clean.Lines(cell), style)));
}
