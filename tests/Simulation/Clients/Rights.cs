using MedRecords.Simulation.Checks;
using MedRecords.Simulation.Cluster;

namespace MedRecords.Simulation.Clients;

/// <summary>What everybody outside knows of rights: whose were taken away for certain, and which sessions have ended.</summary>
internal sealed class Rights
{
    private readonly HashSet<Staff> _revoked = [];
    private readonly HashSet<string> _ended = [];
    private int _calls;

    /// <summary>How many times rights were confirmed to be taken away.</summary>
    public int Revocations { get; private set; }

    /// <summary>A number for a call.</summary>
    public int NextCall() => ++_calls;

    /// <summary>How many calls there were.</summary>
    public int CallCount => _calls;

    /// <summary>
    /// Whether someone may surely do nothing with a session. A grant that had been on its way for long may have
    /// come after all, so the account is looked at too.
    /// </summary>
    public bool IsRevoked(Staff who, string session, ModelAccount account) =>
        (_revoked.Contains(who) && account.HoldsNothing) || _ended.Contains(session);

    /// <summary>It was confirmed that someone has no rights any more.</summary>
    public void Revoked(Staff who)
    {
        _revoked.Add(who);
        Revocations++;
    }

    /// <summary>It was confirmed that a session has ended.</summary>
    public void Ended(string session) => _ended.Add(session);

    /// <summary>Someone is about to be given rights back.</summary>
    public void Grant(Staff who) => _revoked.Remove(who);
}
