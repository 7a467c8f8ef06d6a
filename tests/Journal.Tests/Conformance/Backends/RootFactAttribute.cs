namespace MedRecords.Journal.Tests.Conformance;

/// <summary>A test that needs root, and why; without root it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute(string why)
    {
        if (Environment.UserName != "root")
            Skip = $"Needs root: {why}.";
    }
}
