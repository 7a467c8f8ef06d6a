using Grpc.Net.Client;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Denials;

/// <summary>Who makes a chart with everything in it.</summary>
/// <param name="Physician">Records entries.</param>
/// <param name="Office">The records office, which sets directives.</param>
/// <param name="Proxy">Stands in for the patient.</param>
/// <param name="Stranger">Staff of another site, who has an emergency.</param>
internal sealed record Furnishers(Person Physician, Person Office, Person Proxy, Person Stranger);

/// <summary>A chart with one of everything that has an id.</summary>
internal sealed record FurnishedChart
{
    /// <summary>The chart's id.</summary>
    public required string Id { get; init; }

    /// <summary>The patient's family name; no other patient has it.</summary>
    public required string Family { get; init; }

    /// <summary>The patient's identifier.</summary>
    public required string Identifier { get; init; }

    /// <summary>What its notes say.</summary>
    public required string Text { get; init; }

    /// <summary>Numbers of notes.</summary>
    public required IReadOnlyList<long> Entries { get; init; }

    /// <summary>Number of a note that is labelled as psychotherapy, which neither patients nor programs are cleared for.</summary>
    public required long Hidden { get; init; }

    /// <summary>A grant.</summary>
    public required string Grant { get; init; }

    /// <summary>A confirmed proxy.</summary>
    public required string Proxy { get; init; }

    /// <summary>Consent directives.</summary>
    public required IReadOnlyList<string> Directives { get; init; }

    /// <summary>An emergency access.</summary>
    public required string Emergency { get; init; }

    /// <summary>An operation's id of the physician.</summary>
    public required string Operation { get; init; }

    /// <summary>Makes one at a site, with so many notes.</summary>
    public static async Task<FurnishedChart> MakeAsync(GrpcChannel channel, string site, string name, Furnishers by, int notes = 12)
    {
        var charts = new Charts.ChartsClient(channel);
        var access = new Access.AccessClient(channel);
        var (family, text) = ($"Family{name}", $"Text{name}");
        var demographics = Setup.Samples.Demographics(family);
        var chart = (await charts.OpenChartAsync(new OpenChartRequest { OperationId = NewId(), Site = site, Demographics = demographics }, by.Physician.Call)).ChartId;
        var append = new AppendEntriesRequest { OperationId = NewId(), ChartId = chart };
        append.Entries.Add(Enumerable.Range(0, notes).Select(_ => NoteOf(text)));
        var entries = (await charts.AppendEntriesAsync(append, by.Physician.Call)).EntryIds;
        var hidden = NoteOf(text);
        hidden.Sensitivity.Add(Sensitivity.Psychotherapy);
        var appended = await charts.AppendEntriesAsync(new AppendEntriesRequest { OperationId = NewId(), ChartId = chart, Entries = { hidden } }, by.Office.Call);
        return new FurnishedChart
        {
            Id = chart,
            Family = family,
            Identifier = family,
            Text = text,
            Entries = entries,
            Hidden = appended.EntryIds[0],
            Grant = (await access.GrantAsync(new GrantRequest { OperationId = NewId(), ChartId = chart, User = by.Proxy.User, Grant = new Grant { Kind = GrantKind.Referral, Reason = "referred" } }, by.Physician.Call)).Id,
            Proxy = await RepresentAsync(access, chart, by),
            Directives = [await DenyAsync(access, chart, by), await DenyAsync(access, chart, by)],
            Emergency = (await access.StartEmergencyAccessAsync(new StartEmergencyAccessRequest { OperationId = NewId(), ChartId = chart, Reason = "found unconscious" }, by.Stranger.Call)).Access.Id,
            Operation = append.OperationId,
        };
    }

    private static async Task<string> RepresentAsync(Access.AccessClient access, string chart, Furnishers by)
    {
        var invited = new InviteProxyRequest { OperationId = NewId(), ChartId = chart, User = by.Proxy.User, Proxy = new Proxy { Kind = ProxyKind.Family } };
        var id = (await access.InviteProxyAsync(invited, by.Physician.Call)).Id;
        await access.ConfirmProxyAsync(new ConfirmProxyRequest { OperationId = NewId(), ChartId = chart, Id = id, BirthDate = "1970-01-01" }, by.Proxy.Call);
        return id;
    }

    /// <summary>A directive that concerns nobody: it has an id all the same.</summary>
    private static async Task<string> DenyAsync(Access.AccessClient access, string chart, Furnishers by)
    {
        var directive = new ConsentDirective { Effect = ConsentEffect.Deny, Role = Role.Coder };
        return (await access.SetConsentAsync(new SetConsentRequest { OperationId = NewId(), ChartId = chart, Directive = directive }, by.Office.Call)).Id;
    }

    private static EntryContent NoteOf(string text) => new() { Note = new Note { Text = text } };

    private static string NewId() => Guid.NewGuid().ToString();
}
