using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Errors;

public sealed class When_no_service_answers : IDisposable
{
    // Port 1 is reserved and nothing listens on it.
    private readonly Caller _caller = new("http://127.0.0.1:1");

    [Theory]
    [InlineData("sites", "list")]
    [InlineData("append", "chart-1", "--note", "Slept well.")]
    [InlineData("export", "chart-1")]
    [InlineData("watch")]
    [InlineData("health")]
    public async Task It_says_where_it_looked_and_what_to_do(params string[] args)
    {
        var finished = await _caller.RunAsync(args);

        Assert.Equal(7, finished.Code);
        Assert.StartsWith("medrecords: No service answers at http://127.0.0.1:1: start it with ./run or set --server.", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _caller.Dispose();
}
