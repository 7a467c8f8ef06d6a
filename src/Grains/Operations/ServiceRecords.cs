using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Access;
using MedRecords.Grains.Directory;
using MedRecords.Grains.Histories;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.V1;

namespace MedRecords.Grains.Operations;

/// <summary>Puts on record what the service does of itself, with nobody who called: with the institution's directory, in the log of all accesses.</summary>
public sealed class ServiceRecords(SealedJournal journal, Histories<DirectoryState> directory, ServingProcess process)
{
    /// <summary>Puts on record that something happened, and how it ended; durable when it returns.</summary>
    public async Task RecordAsync(SystemEvent what, DateTimeOffset at, AccessOutcome outcome = AccessOutcome.Permitted)
    {
        while (true)
        {
            var history = await directory.ReadAsync(DirectoryState.Id);
            var record = new AccessRecord
            {
                At = Timestamp.FromDateTimeOffset(at),
                Site = process.Site,
                Purpose = Purpose.Operations,
                Action = AccessAction.Administer,
                Outcome = outcome,
                Subject = DirectoryState.Id.ToString(),
                Origin = process.Address,
                Version = history.At.Version,
                Event = what,
                System = process.Label,
                Program = what == SystemEvent.ServiceStarted ? process.Version : string.Empty,
            };
            var result = await journal.CommitAsync(new Proposal(history.At, [], record));
            if (result.Committed)
                return;
            await directory.ReadAsync(DirectoryState.Id, result.Current[0]);
        }
    }
}
