using System.Diagnostics;
using Grpc.Core;
using MedRecords.Service.Tests.Charts;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Cluster;

/// <summary>A silo is killed and does not come back; its charts are wanted at the other one.</summary>
public sealed class KilledSiloTests : IAsyncLifetime
{
    private const int Charts = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TwoSilos _silos = new();

    public Task InitializeAsync() => _silos.InitializeAsync();

    public Task DisposeAsync() => _silos.DisposeAsync();

    [Fact]
    public async Task Every_call_succeeds_after_no_other_failures_than_clients_retry()
    {
        var clinic = await Clinic.OpenAsync(_silos.First);
        var doctor = await clinic.HireAsync(Role.Physician);
        var charts = await Task.WhenAll(Enumerable.Range(0, Charts).Select(_ => clinic.OpenChartAsync(doctor)));
        await Task.WhenAll(charts.Select(chart => doctor.At(_silos.Second).Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, doctor.Call).ResponseAsync));

        _silos.Second.Kill();

        await Task.WhenAll(charts.Select(async chart =>
        {
            await RetryAsync(doctor, Samples.Append(chart, Samples.Note("once")));
            Assert.Single(await ChartTests.ListAsync(doctor, chart, EntryKind.Note));
        }));
    }

    /// <summary>Repeats a request as the README tells clients to; any other failure is the test's.</summary>
    private static async Task RetryAsync(Person doctor, AppendEntriesRequest request)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await doctor.Charts.AppendEntriesAsync(request, doctor.Call.WithDeadline(DateTime.UtcNow.AddSeconds(5)));
                return;
            }
            catch (RpcException failure) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                var (status, reason, _) = Refused.Read(failure);
                Assert.True(
                    status is StatusCode.Unavailable or StatusCode.DeadlineExceeded || (status == StatusCode.Unknown && reason == Refused.OriginalName(ErrorReason.OutcomeUnknown)),
                    $"A client would not retry {status} {reason}.");
            }
        }
    }
}
