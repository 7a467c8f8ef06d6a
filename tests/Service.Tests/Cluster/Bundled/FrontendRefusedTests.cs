using MedRecords.Service.Tests.Support;

namespace MedRecords.Service.Tests.Cluster;

public sealed class FrontendRefusedTests
{
    [Fact]
    public async Task A_front_end_on_its_own_is_refused_with_what_to_do()
    {
        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--role", "frontend", "--listen", "127.0.0.1:0", "--database", "postgres://nobody@127.0.0.1:1/none");

        Assert.Equal(1, exitCode);
        Assert.Contains("STACK=NuGet", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
