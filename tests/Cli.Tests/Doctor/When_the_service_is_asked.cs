using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Doctor;

public sealed class When_the_service_is_asked : Situation
{
    private static readonly Finding Well = new() { Check = "keys", Severity = FindingSeverity.Ok, Words = "The key ring opens this journal." };
    private static readonly Finding Soon = new() { Check = "certificates", Severity = FindingSeverity.Warning, Words = "server.pem expires soon.", Advice = "Renew it." };
    private static readonly Finding Bad = new() { Check = "disk", Severity = FindingSeverity.Error, Words = "The disk is full.", Advice = "Make room." };

    [Fact]
    public async Task Each_finding_is_a_line_that_says_what_to_do()
    {
        State.Diagnosis.AddRange([Well, Soon]);

        var finished = await Caller.RunAsync("doctor");

        Assert.Equal(0, finished.Code);
        Assert.Equal(
            ["ok      keys          The key ring opens this journal.", "WARNING certificates  server.pem expires soon. Renew it."],
            finished.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task An_error_fails_the_command()
    {
        State.Diagnosis.AddRange([Well, Bad]);

        var finished = await Caller.RunAsync("doctor");

        Assert.Equal(1, finished.Code);
        Assert.Contains("ERROR   disk          The disk is full. Make room.", finished.Out, StringComparison.Ordinal);
        Assert.Contains("1 of 2 findings is an error", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_one_object_a_line()
    {
        State.Diagnosis.AddRange([Well, Bad]);

        var lines = (await Caller.RunAsync("doctor", "--json")).Lines;

        Assert.Equal(["FINDING_SEVERITY_OK", "FINDING_SEVERITY_ERROR"], lines.Select(line => line["severity"]!.GetValue<string>()));
        Assert.Equal("Make room.", lines[1]["advice"]!.GetValue<string>());
    }
}
