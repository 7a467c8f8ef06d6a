using Spectre.Console;

namespace MedRecords.Cli.Output;

/// <summary>Tables that look alike wherever they are shown.</summary>
internal static class Tables
{
    /// <summary>An empty table with the given columns.</summary>
    public static Table Create(params string[] columns)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold | Decoration.Underline))).PadLeft(0).PadRight(3));
        return table;
    }

    /// <summary>Adds a row of recorded text; nothing in it is markup.</summary>
    public static Table Row(this Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(Clean.Lines(cell))));

    /// <summary>Adds a row of recorded text in one style.</summary>
    public static Table Row(this Table table, Style style, params string[] cells) => table.AddRow(cells.Select(cell => new Text(Clean.Lines(cell), style)));
}
