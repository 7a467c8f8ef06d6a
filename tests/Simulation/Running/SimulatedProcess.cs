namespace MedRecords.Simulation.Running;

/// <summary>
/// A process: a scheduler whose work runs when the world picks it. One that was killed runs nothing more, and
/// what was on its way to it is lost; one that is paused gets everything later.
/// </summary>
internal sealed class SimulatedProcess(World world, string name) : TaskScheduler
{
    private readonly List<Task> _ready = [];
    private long _pausedUntilUs;

    /// <summary>Its name in the trace.</summary>
    public string Name => name;

    /// <summary>Whether it was not killed.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>How many pieces of work could run now.</summary>
    public int ReadyCount => IsPaused ? 0 : _ready.Count;

    private bool IsPaused => world.NowUs < _pausedUntilUs;

    /// <summary>Kills it.</summary>
    public void Kill()
    {
        IsAlive = false;
        _ready.Clear();
    }

    /// <summary>Stops it for a while.</summary>
    public void Pause(long forUs)
    {
        _pausedUntilUs = Math.Max(_pausedUntilUs, world.NowUs + forUs);
        // Something has to happen then, or the world would think that all is over.
        world.After(forUs, static () => { });
    }

    /// <summary>Hands it what came from outside.</summary>
    public void Deliver(Action what)
    {
        if (IsPaused)
            world.After(_pausedUntilUs - world.NowUs, () => Deliver(what));
        else if (IsAlive)
            what();
    }

    /// <summary>Begins work in it.</summary>
    public Task Run(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Waits.</summary>
    public Task DelayAsync(long us)
    {
        var over = new TaskCompletionSource();
        world.After(us, () => Deliver(over.SetResult));
        return over.Task;
    }

    /// <summary>Runs one piece of ready work.</summary>
    public void RunOne(int place)
    {
        var task = _ready[place];
        _ready[place] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        TryExecuteTask(task);
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (IsAlive)
            _ready.Add(task);
    }

    /// <inheritdoc/>
    /// <remarks>Never: when something runs is the world's choice.</remarks>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _ready;
}
