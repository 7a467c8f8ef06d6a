using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Overload;

/// <summary>A service with two sites: one whose calls are watched, and one that may flood. Both record heart rates.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>Options that switch admission off: room for whatever comes.</summary>
    public static readonly string[] WithoutAdmission = ["--max-in-flight", "1000000"];

    private const int Charts = 200;
    private const int WarmupSeconds = 6;

    private Stage(Service service, Branch bystanders, Branch others) => (Service, Bystanders, Others) = (service, bystanders, others);

    /// <summary>The service.</summary>
    public Service Service { get; }

    /// <summary>The site whose calls are watched.</summary>
    public Branch Bystanders { get; }

    /// <summary>The other site.</summary>
    public Branch Others { get; }

    /// <summary>What the watched site does all day: few calls, evenly spread.</summary>
    public LoadPlan Watched => PlanOf(Bystanders) with { Connections = 4, StreamsPerConnection = 16, PerSecond = 200 };

    /// <summary>As many calls in flight as the service needs to be at its peak.</summary>
    public LoadPlan Peak => PlanOf(Others) with { Connections = 4, StreamsPerConnection = 16 };

    /// <summary>Starts it all and warms it up.</summary>
    public static async Task<Stage> SetAsync(RowContext context, PostgreSqlServer? postgreSql, string name, params string[] options)
    {
        var service = await Service.StartAsync(context.Folder.Create(name), await PostgreSqlServer.CreateDatabaseAsync(postgreSql), options);
        try
        {
            var bystanders = await Branch.FoundAsync(service.Port, "watched", 4, Charts);
            var stage = new Stage(service, bystanders, await Branch.FoundAsync(service.Port, "busy", 4, Charts));
            await LoadProcess.RunAsync(context, stage.Peak with { Seconds = WarmupSeconds });
            return stage;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private LoadPlan PlanOf(Branch site) => new()
    {
        Port = Service.Port,
        Path = "/medrecords.v1.Charts/AppendEntries",
        Tokens = site.Tokens,
        Requests = [ChartPlans.UpdateOf(site.Charts, SlotFill.Random)],
    };
}
