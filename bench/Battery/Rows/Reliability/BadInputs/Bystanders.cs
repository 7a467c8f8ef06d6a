using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Reliability.BadInputs;

/// <summary>Somebody who reads charts all the while, and must not notice anything.</summary>
internal sealed class Bystanders(GrpcChannel channel, string token, IReadOnlyList<string> charts)
{
    private readonly Charts.ChartsClient _charts = new(channel);

    /// <summary>Calls made.</summary>
    public int Calls { get; private set; }

    /// <summary>Calls that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Works until something else is over.</summary>
    public async Task WorkAsync(Task until)
    {
        for (; !until.IsCompleted; Calls++)
        {
            try
            {
                await _charts.GetChartAsync(new GetChartRequest { ChartId = charts[Calls % charts.Count], Latest = 10 }, Stored.Options(token));
            }
            catch (RpcException)
            {
                Failures++;
            }
        }
    }
}
