using MedRecords.Battery.Load;
using MedRecords.V1;

namespace MedRecords.Battery.Setup;

/// <summary>Plans for the load on charts.</summary>
internal static class ChartPlans
{
    /// <summary>Physicians who each record one heart rate after another, in charts at random.</summary>
    public static LoadPlan Update(int port, Clinic clinic, IReadOnlyList<string> charts) => new()
    {
        Port = port,
        Path = "/medrecords.v1.Charts/AppendEntries",
        Tokens = clinic.PhysicianTokens,
        Requests = [UpdateOf(charts, SlotFill.Random)],
    };

    /// <summary>Physicians who read one chart after another.</summary>
    public static LoadPlan Read(int port, Clinic clinic, IReadOnlyList<string> charts, int latest) => new()
    {
        Port = port,
        Path = "/medrecords.v1.Charts/GetChart",
        Tokens = clinic.PhysicianTokens,
        Requests = [ReadOf(charts, latest, SlotFill.Random)],
    };

    /// <summary>The records office opens one chart after another.</summary>
    public static LoadPlan Open(int port, Clinic clinic) => new()
    {
        Port = port,
        Path = "/medrecords.v1.Charts/OpenChart",
        Tokens = [clinic.RecordsOfficeToken],
        Requests = [RequestTemplate.For(new OpenChartRequest
        {
            OperationId = RequestTemplate.OperationId,
            Site = Staff.Site,
            Demographics = Samples.Demographics(RequestTemplate.OperationId),
        })],
    };

    /// <summary>The same calls one at a time.</summary>
    public static LoadPlan OneAtATime(this LoadPlan plan) => plan with { Connections = 1, StreamsPerConnection = 1 };

    /// <summary>An update of some charts.</summary>
    public static RequestTemplate UpdateOf(IReadOnlyList<string> charts, SlotFill fill)
    {
        var request = new AppendEntriesRequest
        {
            OperationId = RequestTemplate.OperationId,
            ChartId = RequestTemplate.ChartId,
            Entries = { Samples.HeartRate() },
        };
        return RequestTemplate.For(request, charts, fill);
    }

    /// <summary>A read of some charts.</summary>
    public static RequestTemplate ReadOf(IReadOnlyList<string> charts, int latest, SlotFill fill) =>
        RequestTemplate.For(new GetChartRequest { ChartId = RequestTemplate.ChartId, Latest = latest }, charts, fill);
}
