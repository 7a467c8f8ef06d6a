using System.Globalization;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Retention;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Requests on retention as the changes that a chart's grain takes.</summary>
internal static class RetentionCommands
{
    private const int MaxWords = 500;
    private const int MostDue = 500;
    private const int UsualDue = 100;

    public static DueQuery ToQuery(this ListDueRequest request)
    {
        var limit = Check.Count(request.Limit, "limit", MostDue);
        return new(request.PageToken.Length == 0 ? 0 : SliceOf(request.PageToken), limit > 0 ? limit : UsualDue);
    }

    public static string ToPageToken(int? slice) => slice is { } next ? next.ToString("x4", CultureInfo.InvariantCulture) : string.Empty;

    public static SetHold ToChange(this SetHoldRequest request)
    {
        var asked = request.Hold ?? throw Errors.Invalid("hold", "must be given");
        Check.Words(asked.CaseReference, "hold.case_reference", 1, MaxWords);
        Check.Words(asked.Holder, "hold.holder", 1, MaxWords);
        RelationCommands.Each(asked.Kinds, "hold.kinds");
        return new(Check.OperationId(request.OperationId), new LegalHold { CaseReference = asked.CaseReference, Holder = asked.Holder, Kinds = { asked.Kinds } });
    }

    public static ReleaseHold ToChange(this ReleaseHoldRequest request) => new(
        Check.OperationId(request.OperationId),
        RelationCommands.Id(request.Id),
        Check.Words(request.Reason, "reason", 1, MaxWords));

    private static int SliceOf(string token) =>
        token.Length == 4 && ushort.TryParse(token, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var slice)
            ? slice
            : throw Errors.Invalid("page_token", "must be one that this service gave");
}
