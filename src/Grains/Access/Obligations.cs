using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>What follows from an access that is permitted, beside its record.</summary>
internal static class Obligations
{
    private static readonly Obligation[] _none = [];

    /// <summary>The obligations of an access by a relation: the first one that permits it, an emergency being the last.</summary>
    public static Obligation[] Of(AccessQuestion question, ChartRelations chart, Hat hat, Relation relation)
    {
        var isEmergency = relation == Relation.Emergency;
        var isReported = isEmergency || Curiosity.IsReported(question, chart, hat);
        var leaves = hat.IsStaff && !chart.IsKeptBy(hat.Institution);
        if (!isReported && !leaves)
            return _none;
        var obligations = new List<Obligation>(3);
        if (isReported)
            obligations.Add(Obligation.NotifyPrivacyOfficer);
        if (isEmergency)
            obligations.Add(Obligation.NotifyPatient);
        if (leaves)
            obligations.Add(Obligation.AccountForDisclosure);
        return [.. obligations];
    }
}
