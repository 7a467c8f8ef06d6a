using Grpc.Core;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.AppendEntries;

public class BrokenRequest
{
    public static TheoryData<string, AppendEntriesRequest> Cases => new()
    {
        { "operation_id", With(request => request.OperationId = "") },
        { "operation_id", With(request => request.OperationId = new string('a', 65)) },
        { "operation_id", With(request => request.OperationId = "op\n1") },
        { "operation_id", With(request => request.OperationId = "öp") },
        { "site", With(request => request.Site = "../ward") },
        { "site", With(request => request.Site = "Ward") },
        { "expected_version", With(request => request.ExpectedVersion = -1) },
        { "entries", With(request => request.Entries.Clear()) },
        { "entries", With(request => request.Entries.Add(Enumerable.Repeat(new EntryContent { Note = new() }, 1000))) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_refused_by_the_field(string field, AppendEntriesRequest request)
    {
        await using var server = await FrontendServer.StartAsync();

        var refusal = await server.Charts.AppendEntriesAsync(request, FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.StartsWith($"{field} must", refusal.Status.Detail);
        Assert.Empty(server.Grains.Chart.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("chart")]
    [InlineData("0F1E2D3C-4B5A-8169-8877-665544332211")]
    [InlineData("0f1e2d3c-4b5a-4169-8877-665544332211")]
    [InlineData("0f1e2d3c-4b5a-8169-8877-665544332211 ")]
    [InlineData("accounts/administrator")]
    public async Task With_an_id_that_is_none_is_answered_as_one_that_is_not_there(string chartId)
    {
        await using var server = await FrontendServer.StartAsync();
        var request = With(request => request.ChartId = chartId);

        var refusal = await server.Charts.AppendEntriesAsync(request, FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.NotFound, StatusCode.NotFound);
        Assert.Empty(server.Grains.Chart.Calls);
    }

    [Fact]
    public async Task That_is_too_large_is_refused_before_it_is_read()
    {
        await using var server = await FrontendServer.StartAsync();
        var request = Samples.Append([.. Enumerable.Range(0, 6).Select(_ => Samples.Note(new string('x', 900_000)))]);

        var refusal = await server.Charts.AppendEntriesAsync(request, FrontendServer.SignedIn).RefusedAsync();

        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.Empty(server.Grains.Chart.Calls);
    }

    private static AppendEntriesRequest With(Action<AppendEntriesRequest> change)
    {
        var request = Samples.Append(Samples.Note());
        change(request);
        return request;
    }
}
