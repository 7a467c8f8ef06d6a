using System.Collections.Immutable;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;

namespace MedRecords.Grains.Policy;

/// <summary>The institution's policies, as they were set: the one in force, those before it, and those yet to come.</summary>
/// <param name="Policies">Each with the moment from which it is in force, in the order in which they were set.</param>
public sealed record PolicyState(ImmutableList<(DateTimeOffset From, PolicyRules Rules)> Policies)
{
    /// <summary>The one policy history.</summary>
    public static HistoryId Id { get; } = HistoryId.Create(HistoryKind.Policy, "institution-----"u8);

    /// <summary>The policies before the first one was set: nobody may do anything.</summary>
    public static PolicyState Empty { get; } = new(ImmutableList<(DateTimeOffset, PolicyRules)>.Empty);

    /// <summary>The policy in force at a moment: of those whose day has come, the one set last.</summary>
    public PolicyRules InForce(DateTimeOffset at)
    {
        for (var i = Policies.Count - 1; i >= 0; i--)
        {
            if (Policies[i].From <= at)
                return Policies[i].Rules;
        }

        return PolicyRules.Nothing;
    }

    /// <summary>The state after one more event.</summary>
    public static PolicyState Apply(PolicyState state, byte[] content)
    {
        var stored = PolicyEvent.Parser.ParseFrom(content);
        if (stored.PolicySet is not { } set)
            return state;
        var rules = new PolicyRules(set.Policy ?? new V1.Policy { Roles = { set.Roles } });
        // The first one holds from the beginning, whatever a clock says.
        var from = state.Policies.IsEmpty ? DateTimeOffset.MinValue : (rules.Stored.EffectiveFrom ?? stored.RecordedAt).ToDateTimeOffset();
        return new PolicyState(state.Policies.Add((from, rules)));
    }
}
