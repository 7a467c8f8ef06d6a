using System.Text.Json;

namespace MedRecords.Battery.Load;

/// <summary>The sub-command that the load process runs: a plan on standard input, a report on standard output.</summary>
internal static class LoadCommand
{
    /// <summary>Name of the sub-command.</summary>
    public const string Name = "load";

    /// <summary>Runs it.</summary>
    public static int Run()
    {
        var plan = JsonSerializer.Deserialize<LoadPlan>(Console.In.ReadToEnd()) ?? throw new InvalidDataException("There is no plan.");
        Console.Out.Write(JsonSerializer.Serialize(LoadRun.Execute(plan)));
        return 0;
    }
}
