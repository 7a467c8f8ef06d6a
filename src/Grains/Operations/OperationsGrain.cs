using MedRecords.Grains.Access;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.Journal;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.V1;
using Orleans.Concurrency;

namespace MedRecords.Grains.Operations;

/// <summary>What operators do with the journal as a whole.</summary>
/// <remarks>One worker: with several, Orleans asks for the next piece of a stream at one that did not begin it.</remarks>
[StatelessWorker(1)]
public sealed class OperationsGrain(SealedJournal journal, Authorizer authorizer, LogHeads heads, IDiagnosis diagnosis) : Grain, IOperationsGrain
{
    private static readonly JobEvents BackupEvents = new(AccessAction.Administer, SystemEvent.BackupBegun, SystemEvent.BackupEnded);
    private static readonly JobEvents VerificationEvents = new(AccessAction.Verify, SystemEvent.VerificationBegun, SystemEvent.VerificationEnded, SystemEvent.DamageFound);
    private static readonly JobEvents RewrapEvents = new(AccessAction.Administer, SystemEvent.RewrapBegun, SystemEvent.RewrapEnded);

    private readonly RecordedJobs _jobs = new(authorizer);

    /// <inheritdoc/>
    public async Task<Answer<Done>> AuthorizeAsync(Caller caller) =>
        await authorizer.AuthorizeAsync(caller, AccessAction.Administer) is { } refusal ? refusal : Done.Instance;

    /// <inheritdoc/>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> BackupAsync(Caller caller) =>
        _jobs.RunAsync(caller, BackupEvents, BackupPieces.ReadAsync(journal.Store), static _ => true);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalCheck> VerifyAsync(Caller caller) =>
        _jobs.RunAsync(caller, VerificationEvents, JournalChecks.RunAsync(journal.Store), static check => check.Finding.Length == 0);

    /// <inheritdoc/>
    public async Task<Answer<LogHead>> GetLogHeadAsync(Caller caller) =>
        await authorizer.AuthorizeAsync(caller, AccessAction.Verify) is { } refusal ? refusal : await heads.ReadAsync();

    /// <inheritdoc/>
    public async Task<Answer<HeadCheck>> CheckLogHeadAsync(Caller caller, LogHead head) =>
        await authorizer.AuthorizeAsync(caller, AccessAction.Verify) is { } refusal ? refusal : await heads.CheckAsync(head);

    /// <inheritdoc/>
    public async Task<Answer<MasterKeyList>> ListMasterKeysAsync(Caller caller)
    {
        if (await authorizer.AuthorizeAsync(caller, AccessAction.Administer) is { } refusal)
            return refusal;
        var problem = await TakeUpRingAsync();
        var uses = await journal.Masters.ListAsync(CancellationToken.None);
        return new MasterKeyList([.. uses.Select(use => new MasterKeyEntry(use.Id.ToString(), use.Keys, use.Place))], problem);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RewrapStep> RewrapKeysAsync(Caller caller) =>
        _jobs.RunAsync(caller, RewrapEvents, RewrapAsync(), static step => step.Problem.Length == 0);

    private async IAsyncEnumerable<RewrapStep> RewrapAsync()
    {
        if (await TakeUpRingAsync() is { Length: > 0 } problem)
        {
            yield return new RewrapStep(0, 0, 0, false, problem);
            yield break;
        }

        await foreach (var step in KeyRewrap.RunAsync(journal.Store, journal.Masters.Ring, CancellationToken.None))
            yield return new RewrapStep(step.Checked, step.Rewrapped, step.Unopened, step.Finished, string.Empty);
    }

    /// <summary>Whoever asks about keys means the ring as it stands now. Returns why it cannot be taken into use; empty where it can.</summary>
    private async Task<string> TakeUpRingAsync()
    {
        try
        {
            await journal.Masters.RefreshAsync(CancellationToken.None);
            return string.Empty;
        }
        catch (JournalRefusedException refused)
        {
            return refused.Message;
        }
    }

    /// <inheritdoc/>
    public async Task<Answer<FindingList>> DiagnoseAsync(Caller caller) =>
        await authorizer.AuthorizeAsync(caller, AccessAction.Administer) is { } refusal ? refusal : new FindingList(await diagnosis.RunAsync());
}
