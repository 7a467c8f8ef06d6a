using System.Text;
using Grpc.Core;
using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Export;

public sealed class When_the_chart_is_there : Situation
{
    private static readonly byte[] Bundle = Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","name":"Zoë","padding":"{{new string('y', 5000)}}"}""");

    [Theory]
    [InlineData()]
    [InlineData("--json")]
    [InlineData("--format", "fhir")]
    public async Task Standard_output_has_the_bundle_byte_for_byte(params string[] more)
    {
        State.Charts["chart-1"] = new FakeChart("main") { Bundle = Bundle };

        var finished = await Caller.RunAsync(["export", "chart-1", .. more]);

        Assert.Equal(0, finished.Code);
        Assert.Equal(Bundle, finished.Bytes);
        Assert.Empty(finished.Error);
    }

    [Fact]
    public async Task A_file_has_it_too_and_only_its_owner_can_read_it()
    {
        State.Charts["chart-1"] = new FakeChart("main") { Bundle = Bundle };
        var path = Path.Combine(Caller.Home, "chart.json");

        var finished = await Caller.RunAsync("export", "chart-1", "-o", path);

        Assert.Equal(0, finished.Code);
        Assert.Equal(Bundle, File.ReadAllBytes(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task An_export_that_breaks_off_leaves_the_older_file_alone()
    {
        State.Charts["chart-1"] = new FakeChart("main") { Bundle = Bundle };
        State.FailNext("ExportChart", FakeErrors.Of(StatusCode.DataLoss, "ERROR_REASON_DAMAGED"), afterEffect: true);
        var path = Caller.Write("chart.json", "older");

        var finished = await Caller.RunAsync("export", "chart-1", "-o", path);

        Assert.Equal(9, finished.Code);
        Assert.Equal("older", File.ReadAllText(path));
        Assert.DoesNotContain(System.IO.Directory.GetFiles(Caller.Home), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chart_that_is_not_there_exits_with_5()
    {
        var finished = await Caller.RunAsync("export", "chart-404");

        Assert.Equal(5, finished.Code);
        Assert.Empty(finished.Bytes);
        Assert.StartsWith("medrecords: There is no such chart or entry, or none that you may see: check the id.", finished.Error, StringComparison.Ordinal);
    }
}
