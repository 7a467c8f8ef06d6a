using Google.Protobuf.WellKnownTypes;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>Builds the record of an access.</summary>
public static class AccessRecords
{
    /// <summary>The record of what was asked and decided.</summary>
    public static AccessRecord Build(AccessQuestion question, Verdict verdict, AccessOutcome outcome, string subject, long version, IEnumerable<long> entries)
    {
        var caller = question.Caller;
        var record = new AccessRecord
        {
            At = Timestamp.FromDateTimeOffset(question.At),
            Account = caller.Account,
            AccountName = question.Account.DisplayName,
            // Only an application speaks for someone else; anyone else's word for it counts nothing.
            OnBehalfOf = question.Account.Kind == AccountKind.Application ? caller.OnBehalfOf : string.Empty,
            Role = verdict.Hat.Role,
            Site = verdict.Hat.Site,
            Purpose = AccessRules.PurposeOf(caller, verdict.Rights),
            Action = question.Action,
            Outcome = outcome,
            Subject = subject,
            Origin = caller.Origin,
            Version = version,
            Relation = verdict.Relation,
            System = question.System,
        };
        record.Obligations.AddRange(verdict.Obligations);
        record.Entries.AddRange(entries);
        return record;
    }
}
