using System.Numerics;
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
            if (view.Shows(kind, labels))
                return true;
        }

        return false;
    }

    /// <summary>What is seen by one relation.</summary>
    /// <param name="Kinds">Kinds of entry in its scope.</param>
    /// <param name="Within">Labels beyond which it shows nothing, whatever is cleared.</param>
    /// <param name="Cleared">Labels that role and relation clear.</param>
    internal sealed record View(uint Kinds, uint Within, uint Cleared)
    {
        private const int MaxKinds = 32;

        private static readonly uint[] _none = new uint[MaxKinds];

        // By kind, the labels that directives of the patient clear and deny: worked out once, asked for every entry.
        private uint[] _permitted = _none;
        private uint[] _denied = _none;

        /// <summary>What a role sees by its own rules.</summary>
        public static View Of(RoleRights rights) => new(rights.Reads, rights.Bounds, rights.Sensitivities);

        /// <summary>The same under directives of the patient.</summary>
        public View Under(Directive[] permits, Directive[] denials) =>
            permits.Length + denials.Length == 0 ? this : this with { _permitted = ByKind(permits), _denied = ByKind(denials) };

        /// <summary>Whether an entry is seen.</summary>
        public bool Shows(EntryKind kind, uint labels)
        {
            var at = (int)kind & (MaxKinds - 1);
            return (Kinds & (1u << at)) != 0
                && (labels & (~Within | _denied[at])) == 0
                && (labels & ~(Cleared | _permitted[at])) == 0;
        }

        private static uint[] ByKind(Directive[] directives)
        {
            if (directives.Length == 0)
                return _none;
            var labels = new uint[MaxKinds];
            foreach (var directive in directives)
            {
                for (var kinds = directive.Kinds; kinds != 0; kinds &= kinds - 1)
                    labels[BitOperations.TrailingZeroCount(kinds)] |= directive.Labels;
            }

            return labels;
        }
    }
}
