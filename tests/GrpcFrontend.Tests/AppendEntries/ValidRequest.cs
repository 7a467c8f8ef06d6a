using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;
using Command = MedRecords.Grains.Interfaces.Charts;

namespace MedRecords.GrpcFrontend.Tests.AppendEntries;

public class ValidRequest
{
    [Fact]
    public async Task Reaches_the_chart_and_is_answered()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.AppendAsync), _ => Task.FromResult<Answer<Recorded>>(new Recorded(Samples.ChartId, 9, [8, 9], true)));
        var request = Samples.Append(Samples.Note(), Samples.Note("Line one.\r\n\tLine two: ÄÖ\U0001F600"));
        request.ExpectedVersion = 0;
        request.Site = "ward-3";

        var response = await server.Charts.AppendEntriesAsync(request, FrontendServer.SignedIn);

        Assert.Equal(new() { Version = 9, EntryIds = { 8, 9 }, AlreadyRecorded = true }, response);
        Assert.Contains((typeof(IChartGrain), (object)Samples.ChartId), server.Grains.Asked);
        var command = server.Grains.Chart.Arguments<Command.AppendEntries>(nameof(IChartGrain.AppendAsync)).Single();
        Assert.Equal(("op-1", "ward-3", 0L), (command.OperationId, command.Site, command.ExpectedVersion));
        Assert.Equal(request.Entries, command.Entries);
    }

    [Fact]
    public async Task May_say_what_it_is_about_in_its_source_alone()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.AppendAsync), _ => Task.FromResult<Answer<Recorded>>(Samples.Recorded()));
        var imported = new EntryContent { Condition = new(), Source = new() { ResourceType = "Condition" } };

        await server.Charts.AppendEntriesAsync(Samples.Append(imported), FrontendServer.SignedIn);

        Assert.Single(server.Grains.Chart.Calls);
    }

    [Fact]
    public async Task Tells_the_current_version_where_the_chart_is_newer()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Chart.On(nameof(IChartGrain.AppendAsync), _ =>
            Task.FromResult<Answer<Recorded>>(new Refusal(ErrorReason.VersionMismatch, "Read it again.", 12)));

        var refusal = await server.Charts.AppendEntriesAsync(Samples.Append(Samples.Note()), FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.VersionMismatch, StatusCode.Aborted);
        Assert.Equal("12", refusal.Info().Metadata["current_version"]);
    }
}
