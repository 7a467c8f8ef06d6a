using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>
/// What of a chart somebody may see: entries one by one, by kind and labels, and confidential details one by one. It
/// is worked out once for an access and then asked for every entry.
/// </summary>
public sealed class Sight
{
    private readonly View[] _views;
    private readonly uint _defaultLabel;

    internal Sight(RoleRights rights, Sensitivity defaultLabel, params View[] views)
    {
        Rights = rights;
        _defaultLabel = 1u << (int)defaultLabel;
        _views = views;
    }

    /// <summary>The rights of the role.</summary>
    public RoleRights Rights { get; }

    /// <summary>What a role sees that nothing but its own rules bounds.</summary>
    public static Sight Of(RoleRights rights, Sensitivity defaultLabel = Sensitivity.Normal) => new(rights, defaultLabel, View.Of(rights));

    /// <summary>What somebody sees who has no role in it: nothing.</summary>
    public static Sight Nothing { get; } = new(new RoleRights(new RoleRules()), Sensitivity.Normal);

    /// <summary>Whether an entry is seen.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="labels">Its labels, as <see cref="RoleRights.Labels"/> has them.</param>
    public bool Sees(EntryKind kind, uint labels)
    {
        // Bit 0 stands for no label, which the institution's default takes the place of.
        if ((labels & 1u) != 0)
            labels = (labels & ~1u) | _defaultLabel;
        foreach (var view in _views)
        {
            if (view.Shows(1u << (int)kind, labels))
                return true;
        }

        return false;
    }

    /// <summary>What is seen by one relation.</summary>
    /// <param name="Kinds">Kinds of entry in its scope.</param>
    /// <param name="Within">Labels beyond which it shows nothing, whatever is cleared.</param>
    /// <param name="Cleared">Labels that role and relation clear.</param>
    /// <param name="Permits">Directives that clear more.</param>
    /// <param name="Denials">Directives that hide.</param>
    internal sealed record View(uint Kinds, uint Within, uint Cleared, Directive[] Permits, Directive[] Denials)
    {
        public static View Of(RoleRights rights) => new(rights.Reads, uint.MaxValue, rights.Sensitivities, [], []);

        public bool Shows(uint kind, uint labels)
        {
            if ((Kinds & kind) == 0 || (labels & ~Within) != 0)
                return false;
            foreach (var denial in Denials)
            {
                if ((denial.Kinds & kind) != 0 && (denial.Labels & labels) != 0)
                    return false;
            }

            var uncleared = labels & ~Cleared;
            foreach (var permit in Permits)
            {
                if ((permit.Kinds & kind) != 0)
                    uncleared &= ~permit.Labels;
            }

            return uncleared == 0;
        }
    }
}
