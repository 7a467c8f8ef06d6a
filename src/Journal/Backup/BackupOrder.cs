using System.Text;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Backup;

/// <summary>
/// Holds a backup's rows to the journal's own rules: commits and versions without gaps, nothing twice, nothing
/// beyond the last commit. Whoever writes or reads one says what it means that they do not keep to them.
/// </summary>
internal sealed class BackupOrder(long lastCommit, Func<JournalDamagedException> toFailure)
{
    private int _kind;
    private long _commit;
    private (HistoryId History, long Version) _event;
    private string? _setting;
    private (byte[] Term, HistoryId History)? _term;
    private HistoryId? _key;

    public void Check(BackupRow row)
    {
        var (kind, commit, isNext) = row switch
        {
            SettingRow setting => (1, 0, _setting is null || CompareUtf8(_setting, setting.Name) < 0),
            CommitRow { Commit: var item } => (2, item.Number, item.Number == _commit + 1 && item.Records.Count > 0),
            EventRow item => (3, item.Commit, FollowsEvent(item) && item.Event.Hash.Length == AppendBatch.HashLength),
            TermRow term => (4, term.Commit, FollowsTerm(term) && term.Term.Length == AppendBatch.TermLength),
            KeyRow key => (5, key.Commit, _key is null || _key.Value.CompareTo(key.History) < 0),
            _ => (0, 0L, false),
        };
        if (kind < _kind || !isNext || commit > lastCommit || commit < (kind == 1 ? 0 : 1))
            throw toFailure();
        _kind = kind;
        Remember(row);
    }

    public void CheckEnd()
    {
        if (_commit != lastCommit)
            throw toFailure();
    }

    private static int CompareUtf8(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private bool FollowsEvent(EventRow row) => row.History == _event.History
        ? row.Event.Version == _event.Version + 1
        : row.Event.Version == 1 && (_event.Version == 0 || row.History.CompareTo(_event.History) > 0);

    private bool FollowsTerm(TermRow row)
    {
        if (_term is not { } last)
            return true;
        var order = last.Term.AsSpan().SequenceCompareTo(row.Term);
        return order < 0 || (order == 0 && last.History.CompareTo(row.History) < 0);
    }

    private void Remember(BackupRow row)
    {
        switch (row)
        {
            case SettingRow setting:
                _setting = setting.Name;
                break;
            case CommitRow { Commit: var commit }:
                _commit = commit.Number;
                break;
            case EventRow item:
                _event = (item.History, item.Event.Version);
                break;
            case TermRow term:
                _term = (term.Term, term.History);
                break;
            case KeyRow key:
                _key = key.History;
                break;
        }
    }
}
