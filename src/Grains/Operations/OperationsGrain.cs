using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.Journal;
using MedRecords.V1;
using Orleans.Concurrency;

namespace MedRecords.Grains.Operations;

/// <summary>What operators do with the journal as a whole.</summary>
[StatelessWorker]
public sealed class OperationsGrain(SealedJournal journal, Authorizer authorizer, LogHeads heads) : Grain, IOperationsGrain
{
    /// <inheritdoc/>
    public async Task<Answer<Done>> AuthorizeAsync(Caller caller) =>
        await authorizer.AuthorizeAsync(caller, AccessAction.Administer) is { } refusal ? refusal : Done.Instance;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> BackupAsync(Caller caller)
    {
        await DemandAsync(caller, AccessAction.Administer);
        await foreach (var piece in BackupPieces.ReadAsync(journal.Store))
            yield return piece;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalCheck> VerifyAsync(Caller caller)
    {
        await DemandAsync(caller, AccessAction.Verify);
        await foreach (var check in JournalChecks.RunAsync(journal.Store))
            yield return check;
    }

    /// <inheritdoc/>
    public async Task<Answer<LogHead>> GetLogHeadAsync(Caller caller) =>
        await authorizer.AuthorizeAsync(caller, AccessAction.Verify) is { } refusal ? refusal : await heads.ReadAsync();

    /// <summary>The front end asks first and refuses properly; this holds whoever calls.</summary>
    private async Task DemandAsync(Caller caller, AccessAction action)
    {
        if (await authorizer.AuthorizeAsync(caller, action) is { } refusal)
            throw new UnauthorizedAccessException(refusal.Message);
    }
}
