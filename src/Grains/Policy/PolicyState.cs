using System.Collections.Frozen;
using MedRecords.Grains.Access;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Grains.Policy;

/// <summary>The institution's policy in force.</summary>
/// <param name="Roles">Rights by role; a role that is not there may do nothing.</param>
public sealed record PolicyState(FrozenDictionary<Role, RoleRights> Roles)
{
    /// <summary>The one policy history.</summary>
    public static HistoryId Id { get; } = HistoryId.Create(HistoryKind.Policy, "institution-----"u8);

    /// <summary>The policy before the first one was set: nobody may do anything.</summary>
    public static PolicyState Empty { get; } = new(FrozenDictionary<Role, RoleRights>.Empty);

    /// <summary>Rights of a role; null where it has none.</summary>
    public RoleRights? RightsOf(Role role) => Roles.GetValueOrDefault(role);

    /// <summary>The state after one more event.</summary>
    public static PolicyState Apply(PolicyState state, byte[] content) => PolicyEvent.Parser.ParseFrom(content) switch
    {
        { PolicySet: { } set } => new PolicyState(set.Roles.ToFrozenDictionary(r => r.Role, r => new RoleRights(r))),
        _ => state,
    };
}
