using System.Diagnostics;
using MedRecords.Battery.Rows;

namespace MedRecords.Battery.Hosts;

/// <summary>Where this program and its neighbours are.</summary>
internal static class Self
{
    /// <summary>A command that starts this program again, with other arguments.</summary>
    public static ProcessStartInfo Command(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "MedRecords.Battery.dll"), .. arguments]);

    /// <summary>The path of a program that was built beside this one, for the same stack.</summary>
    public static string FindNeighbour(string project)
    {
        var folder = AppContext.BaseDirectory.Replace("/bin/Battery/", $"/bin/{project}/", StringComparison.Ordinal);
        var path = Path.Combine(folder, $"MedRecords.{project}.dll");
        return File.Exists(path) ? path : throw new CannotRunException($"{path} is missing: build {project} for this stack in Release.");
    }

    /// <summary>The stack that this program was built for: the name of the folder above bin.</summary>
    public static string Stack => Path.GetFileName(AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("/bin/Battery/", StringComparison.Ordinal)]);
}
