using System.Runtime.CompilerServices;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>The part that decides which call may run beside which.</summary>
internal sealed partial class Activation
{
    private readonly LinkedList<Request> waiting = [];
    private int exclusive;
    private int readers;
    private int others;
    private int steps;

    /// <summary>Whether a call would run at once or start the activation.</summary>
    public bool IsFree
    {
        get
        {
            lock (gate) return state is State.New || (state is State.Active && exclusive + readers + others + steps == 0);
        }
    }

    /// <summary>Runs a call on the caller's thread if the grain is free, or lets it wait; returns null if this activation has ended.</summary>
    public Task? Send(Request request)
    {
        Task turn;
        lock (gate)
        {
            if (state is State.Ended) return null;
            if (!MayRun(request)) return Wait(request);
            Admit(request);
            turn = request.TurnOn(this);
            if (occupied || request.IsDeferred || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            {
                var answer = request.Defer(Silo.ResponseTimeout);
                turn.Start(this);
                return answer;
            }

            occupied = true;
        }

        RunHere(turn);
        return request.IsDeferred ? request.Promise : request.Outcome;
    }

    /// <summary>Takes note of a call that is over, and lets those run that waited for it.</summary>
    public void Finish(Request request, Task outcome)
    {
        if (outcome.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            _ = Deactivate(new(DeactivationReasonCode.ApplicationError, "The grain's state is not the stored state."));
        }

        lock (gate)
        {
            Count(request, -1);
            AdmitWaiting(all: false);
            EndIfDone();
        }
    }

    private Task Wait(Request request)
    {
        waiting.AddLast(request);
        request.TurnOn(this);
        var answer = request.Defer(Silo.ResponseTimeout);
        if (state is State.New)
        {
            state = State.Activating;
            Begin(ActivateAsync);
        }

        return answer;
    }

    private bool MayRun(Request request) => state is State.Active && !IsLeaving && (
        request.Kind.IsAlwaysInterleave
        || exclusive == 0 && (readers == 0 || request.Kind.IsReadOnly));

    private void Admit(Request request)
    {
        Count(request, +1);
        used = true;
    }

    private void Count(Request request, int change)
    {
        if (request.Kind.IsOpenEnded) steps += change;
        else if (request.Kind.IsAlwaysInterleave) others += change;
        else if (request.Kind.IsReadOnly) readers += change;
        else exclusive += change;
    }

    /// <summary>Admits in order of arrival; once a call runs that excludes others, none of those that wait can follow it.</summary>
    private void AdmitWaiting(bool all)
    {
        if (readers > 0 && !all) return;
        for (var node = waiting.First; node is not null && (exclusive == 0 || all);)
        {
            var (request, following) = (node.Value, node.Next);
            if (request.IsAnswered || MayRun(request))
            {
                waiting.Remove(node);
                if (!request.IsAnswered)
                {
                    Admit(request);
                    request.TurnOn(this).Start(this);
                }
            }

            node = following;
        }
    }

    private void EndIfDone()
    {
        if (state is not State.Active || !IsLeaving || exclusive + readers + others > 0) return;
        state = State.Ending;
        Begin(EndAsync);
    }
}
