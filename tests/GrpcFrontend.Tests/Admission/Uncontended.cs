using MedRecords.GrpcFrontend.Admission;
using MedRecords.GrpcFrontend.Tests.Server;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class Uncontended
{
    private readonly CallAdmission _gate = TestGates.Make().Calls;
    private readonly HttpCall _call = new(new DefaultHttpContext());

    [Fact]
    public void Calls_go_at_once()
    {
        var admitted = Enter();

        Assert.True(admitted.IsCompletedSuccessfully);
        Assert.Equal((1, 0), (_gate.Look().InFlight, _gate.Look().Waiting.Sum(site => site.Waiting)));
    }

    [Fact]
    public void Calls_cost_no_memory()
    {
        for (var warmUp = 0; warmUp < 1000; warmUp++) Pass();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 1000; call++) Pass();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private void Pass() => _gate.Leave(Enter().Result, isTypical: true);

    private ValueTask<AdmittedCall> Enter() => _gate.EnterAsync(("site", "nurse"), CallRank.Ordinary, CallRank.Ordinary, _call);
}
