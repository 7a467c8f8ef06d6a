using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.V1;
using Spectre.Console;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Entries as a table.</summary>
internal static class EntryTable
{
    private static readonly Style Withdrawn = new(decoration: Decoration.Dim | Decoration.Strikethrough);

    /// <summary>A table without rows.</summary>
    public static Table Create() => Tables.Create("No.", "When", "Kind", "What", "By");

    /// <summary>Adds an entry.</summary>
    public static void Add(Table table, Entry entry, AccountNames accounts)
    {
        var cells = new[] { $"{entry.Id}", EntryText.TimeOf(entry), Words.Of(entry.Kind), What(entry), accounts.At(entry.Author, entry.AuthorName, entry.Site) };
        if (entry.State == EntryState.Retracted)
            table.Row(Withdrawn, cells);
        else
            table.Row(cells);
    }

    private static string What(Entry entry)
    {
        var state = entry.State is not (EntryState.Unspecified or EntryState.Final) ? $"[{Values.Join(": ", Words.Of(entry.State), entry.Reason)}]" : "";
        return Values.Join(" ", EntryText.Of(entry), state);
    }
}
