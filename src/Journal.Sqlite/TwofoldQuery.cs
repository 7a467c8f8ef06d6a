namespace MedRecords.Journal.Sqlite;

/// <summary>
/// A query of a table and one of what repeats the table. Run side by side they have to return the same rows, so
/// that a damage to one of them is found, also where it hides a row. See Schema2.sql.
/// </summary>
internal sealed class TwofoldQuery(string original, string copy)
{
    public string Original { get; } = original;

    public string Copy { get; } = copy;
}
