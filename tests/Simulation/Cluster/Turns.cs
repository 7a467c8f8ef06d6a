namespace MedRecords.Simulation.Cluster;

/// <summary>
/// Which calls of one grain may run beside one another, as Orleans has it: a call that is not marked as a read
/// runs alone; the others wait in order of arrival.
/// </summary>
internal sealed class Turns
{
    private readonly Queue<(bool IsRead, TaskCompletionSource Admitted)> _waiting = [];
    private int _reads;
    private bool _isAlone;

    /// <summary>Whether no call runs and none waits.</summary>
    public bool IsIdle => _reads == 0 && !_isAlone && _waiting.Count == 0;

    /// <summary>Waits until a call may run.</summary>
    public Task EnterAsync(bool isRead)
    {
        var admitted = new TaskCompletionSource();
        _waiting.Enqueue((isRead, admitted));
        Admit();
        return admitted.Task;
    }

    /// <summary>Ends a call.</summary>
    public void Leave(bool isRead)
    {
        if (isRead)
            _reads--;
        else
            _isAlone = false;
        Admit();
    }

    private void Admit()
    {
        while (!_isAlone && _waiting.TryPeek(out var next) && (next.IsRead || _reads == 0))
        {
            _waiting.Dequeue();
            if (next.IsRead)
                _reads++;
            else
                _isAlone = true;
            next.Admitted.SetResult();
        }
    }
}
