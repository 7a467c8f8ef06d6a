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
            AccountName = question.SignedIn.DisplayName,
            // Somebody who is not there keeps the name that the application gave.
            OnBehalfOf = question.Application is null ? string.Empty : question.Account.Exists ? question.Who : caller.OnBehalfOf,
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
