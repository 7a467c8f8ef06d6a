using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Patients;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Search;

public class Criteria
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(100, 100)]
    public async Task Reach_the_grain_with_a_limit(int limit, int expected)
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Patients.On(nameof(IPatientsGrain.SearchAsync), _ =>
            Task.FromResult<Answer<PatientMatches>>(new PatientMatches([new(Samples.ChartId, Samples.Entry(1))], true)));

        var response = await server.Patients.SearchAsync(new() { Name = "Sample", BirthDate = "1970", Limit = limit }, FrontendServer.SignedIn);

        Assert.True(response.More);
        Assert.Equal(Samples.ChartId, Assert.Single(response.Matches).ChartId);
        var criteria = server.Grains.Patients.Arguments<PatientCriteria>(nameof(IPatientsGrain.SearchAsync)).Single();
        Assert.Equal(new("Sample", "", "1970", expected), criteria);
    }

    [Fact]
    public async Task That_say_too_little_or_too_much_are_refused()
    {
        await using var server = await FrontendServer.StartAsync();
        SearchRequest[] broken =
        [
            new(),
            new() { BirthDate = "1970" },
            new() { Name = "x", BirthDate = "canary" },
            new() { Name = "x", Limit = 101 },
            new() { Name = new string('x', 201) },
            new() { Identifier = "canary\0" },
        ];

        foreach (var request in broken)
        {
            var refusal = await server.Patients.SearchAsync(request, FrontendServer.SignedIn).RefusedAsync();
            refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
            Assert.DoesNotContain("canary", refusal.ToString());
        }
    }
}
