using System.ComponentModel;
using MedRecords.Battery.Hosts;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>The libraries that are preloaded into processes; their sources are in PowerCut.</summary>
internal static class Preloads
{
    /// <summary>Compiles one and returns its path.</summary>
    public static async Task<string> CompileAsync(string name, string folder)
    {
        var library = Path.Combine(folder, $"{name}.so");
        try
        {
            await ProgramRun.ReadAsync(new("cc",
                ["-O2", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "PowerCut", $"{name}.c"), "-ldl", "-lpthread"]));
            return library;
        }
        catch (Win32Exception)
        {
            throw new CannotRunException("cc is missing: install the Debian package gcc.");
        }
    }
}
