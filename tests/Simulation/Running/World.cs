namespace MedRecords.Simulation.Running;

/// <summary>The world did not come to rest: a call that nobody answers, or work without end.</summary>
internal sealed class StuckException(string message) : Exception(message);

/// <summary>
/// Everything that happens, on one thread and in simulated time: what is due at a moment, and which piece of
/// ready work goes next, is drawn from one seeded source, so that a seed is a run.
/// </summary>
internal sealed class World(int seed)
{
    private const int MostSteps = 2_000_000;
    private const int LongestStepUs = 30;

    private readonly PriorityQueue<Action, (long AtUs, int Tie, long Order)> _happenings = new();
    private readonly List<SimulatedProcess> _processes = [];
    private long _order;

    /// <summary>The one source of chance.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>What happened, line by line.</summary>
    public Trace Trace { get; } = new();

    /// <summary>The true time since the start, in microseconds; processes have clocks of their own.</summary>
    public long NowUs { get; private set; }

    /// <summary>Whether something with a probability in percent happens this time.</summary>
    public bool Chance(double percent) => Random.NextDouble() * 100 < percent;

    /// <summary>A time between two bounds.</summary>
    public long Between(long leastUs, long mostUs) => Random.NextInt64(leastUs, mostUs + 1);

    /// <summary>Writes a line of the trace.</summary>
    public void Note(string line) => Trace.Add(NowUs, line);

    /// <summary>Lets something happen later.</summary>
    public void After(long delayUs, Action happening) => _happenings.Enqueue(happening, (NowUs + delayUs, Random.Next(), _order++));

    /// <summary>Starts a process.</summary>
    public SimulatedProcess Start(string name)
    {
        var process = new SimulatedProcess(this, name);
        _processes.Add(process);
        return process;
    }

    /// <summary>Goes on until something holds.</summary>
    public void RunUntil(Func<bool> isOver)
    {
        // What waits must come back to the process that waits, not to a context of whoever runs this.
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (var steps = 0; !isOver(); steps++)
                Step(steps);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private void Step(int steps)
    {
        if (steps > MostSteps)
            throw new StuckException("Work goes on without end.");
        _processes.RemoveAll(process => !process.IsAlive);
        var ready = _processes.Sum(process => process.ReadyCount);
        var isDue = _happenings.TryPeek(out _, out var next) && next.AtUs <= NowUs;
        if (ready > 0 && !(isDue && Random.Next(4) == 0))
        {
            RunOne(Random.Next(ready));
            NowUs += Random.Next(1, LongestStepUs);
            return;
        }

        if (!_happenings.TryDequeue(out var happening, out var when))
            throw new StuckException("Nothing can happen any more, and somebody still waits.");
        NowUs = Math.Max(NowUs, when.AtUs);
        happening();
    }

    private void RunOne(int place)
    {
        foreach (var process in _processes)
        {
            if (place < process.ReadyCount)
            {
                process.RunOne(place);
                return;
            }

            place -= process.ReadyCount;
        }
    }
}
