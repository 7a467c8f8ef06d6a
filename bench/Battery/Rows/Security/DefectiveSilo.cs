using System.Reflection;
using MedRecords.Battery.Rows.Reliability.Defects;

namespace MedRecords.Battery.Rows.Security;

/// <summary>A silo program with one of the published defects in it, for controls.</summary>
internal static class DefectiveSilo
{
    /// <summary>Builds it into a folder that is thrown away, and returns the program's path.</summary>
    public static async Task<string> BuildAsync(RowContext context, string defect)
    {
        context.Note($"control: the silo is built with the defect {defect}");
        var root = typeof(DefectiveSilo).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!;
        var planted = Defect.ReadAll(root).Single(one => one.Name == defect);
        var copy = SourceCopy.Make(root, context.Folder.Create("sources"));
        return await copy.WithAsync(planted, async () =>
        {
            await copy.BuildAsync("src/Silo");
            return copy.ProgramOf("Silo");
        });
    }
}
