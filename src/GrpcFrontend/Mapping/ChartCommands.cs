using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;
using Command = MedRecords.Grains.Interfaces.Charts;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Requests on charts as the commands and queries that grains take.</summary>
internal static class ChartCommands
{
    /// <summary>Most entries that a page takes from a grain.</summary>
    public const int PageSize = 200;

    public static Command.OpenChart ToCommand(this OpenChartRequest request) => new(
        Check.OperationId(request.OperationId),
        Check.Site(request.Site),
        ContentCheck.Demographics(request.Demographics));

    public static Command.AppendEntries ToCommand(this AppendEntriesRequest request) => new(
        Check.OperationId(request.OperationId),
        Check.OptionalSite(request.Site),
        Check.Version(request.HasExpectedVersion, request.ExpectedVersion),
        ContentCheck.Entries(request.Entries));

    public static Command.AmendEntry ToCommand(this AmendEntryRequest request) => new(
        Check.OperationId(request.OperationId),
        Check.OptionalSite(request.Site),
        Check.Version(request.HasExpectedVersion, request.ExpectedVersion),
        Check.EntryId(request.EntryId),
        ContentCheck.One(request.Content, "content"),
        Check.Reason(request.Reason));

    public static Command.RetractEntry ToCommand(this RetractEntryRequest request) => new(
        Check.OperationId(request.OperationId),
        Check.OptionalSite(request.Site),
        Check.Version(request.HasExpectedVersion, request.ExpectedVersion),
        Check.EntryId(request.EntryId),
        Check.Reason(request.Reason));

    public static Command.ReviewEntry ToCommand(this ReviewEntryRequest request) => new(
        Check.OperationId(request.OperationId),
        Check.OptionalSite(request.Site),
        Check.EntryId(request.EntryId),
        Check.Words(request.Note, "note", 0, 2000));

    public static Command.AddTreatingSite ToCommand(this AddTreatingSiteRequest request) =>
        new(Check.OperationId(request.OperationId), Check.Site(request.Site));

    /// <summary>The first page of a list.</summary>
    public static EntryQuery ToQuery(this ListEntriesRequest request)
    {
        Check.That(request.Limit >= 0, "limit", "must not be negative");
        Check.That(request.Kinds.Count <= 64, "kinds", "must be at most 64");
        foreach (var kind in request.Kinds) Check.Known(kind, "kinds");
        return new(
            AccessAction.List,
            KindSet.Of(request.Kinds),
            Bound(request.From, "from"),
            Bound(request.Before, "before"),
            Moments.ToMoment(request.AsOf, "as_of"),
            request.IncludeRetracted,
            request.NewestFirst,
            request.Limit is > 0 and < PageSize ? request.Limit : PageSize,
            AtVersion: 0,
            After: 0);
    }

    /// <summary>The first page of an export: everything that holds, in the order in which it was recorded.</summary>
    public static EntryQuery ToExport() =>
        new(AccessAction.Export, default, null, null, null, IncludeRetracted: false, NewestFirst: false, PageSize, AtVersion: 0, After: 0);

    private static long? Bound(string text, string field)
    {
        if (text.Length == 0) return null;
        return FhirText.TryGetStart(text, out var moment) ? moment : throw Errors.Invalid(field, FhirText.DateTimeRule);
    }
}
