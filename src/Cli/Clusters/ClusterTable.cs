using System.Globalization;
using MedRecords.Cli.Output;
using MedRecords.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MedRecords.Cli.Clusters;

/// <summary>Draws a cluster: a sentence, a row for each process, and what is not as it should be.</summary>
internal static class ClusterTable
{
    private static readonly Style Faded = new(decoration: Decoration.Dim);
    private static readonly Style Leaving = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);

    /// <summary>The drawing.</summary>
    public static IRenderable Draw(IReadOnlyList<SiloInfo> silos)
    {
        var table = Tables.Create("Process", "Site", "Version", "State", "Charts", "Calls", "Queue", "Commit", "Feed", "Check");
        foreach (var column in new[] { 4, 5, 6 })
            table.Columns[column].RightAligned();
        foreach (var silo in silos)
            table.Row(StyleOf(silo), silo.Name, silo.Site, silo.Version, SiloWords.State(silo), Held(silo, silo.Charts), Number(silo.Calls), Held(silo, silo.Queued), SiloWords.Commit(silo), SiloWords.Feed(silo), SiloWords.Check(silo));
        return new Rows([new Text(ClusterRemarks.Summary(silos)), table, .. ClusterRemarks.Trouble(silos).Select(remark => new Text(Clean.Line(remark), Bad))]);
    }

    private static Style StyleOf(SiloInfo silo) => silo switch
    {
        { State: SiloState.Stopped } => Faded,
        _ when SiloWords.IsLost(silo) => Bad,
        { State: SiloState.Serving, DrainRequested: false } => Style.Plain,
        _ => Leaving,
    };

    // A front end holds no charts and queues nothing.
    private static string Held(SiloInfo silo, long number) => silo.Role == SiloRole.Frontend ? "–" : Number(number);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
