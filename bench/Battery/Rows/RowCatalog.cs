namespace MedRecords.Battery.Rows;

/// <summary>All rows of this program.</summary>
internal static class RowCatalog
{
    /// <summary>Every row, by name.</summary>
    public static IReadOnlyList<IRow> All { get; } = typeof(IRow).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IRow)))
        .Select(type => (IRow)Activator.CreateInstance(type)!)
        .OrderBy(row => row.Name[0])
        .ThenBy(row => row.Name.Length)
        .ThenBy(row => row.Name, StringComparer.Ordinal)
        .ToArray();

    /// <summary>The row of a name; null where there is none.</summary>
    public static IRow? Find(string name) => All.FirstOrDefault(row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
