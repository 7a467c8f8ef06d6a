using System.Collections.Frozen;
using MedRecords.Grains.Access;
using MedRecords.V1;

namespace MedRecords.Grains.Policy;

/// <summary>A <see cref="V1.Policy"/> in the form in which it is asked; immutable.</summary>
public sealed class PolicyRules
{
    private const int DefaultEmergencyMinutes = 60;

    private readonly FrozenDictionary<Role, RoleRights> _roles;

    /// <summary>Takes the stored policy.</summary>
    public PolicyRules(V1.Policy policy)
    {
        Stored = policy;
        DefaultLabel = policy.DefaultSensitivity == Sensitivity.Unspecified ? Sensitivity.Normal : policy.DefaultSensitivity;
        _roles = policy.Roles.ToFrozenDictionary(rules => rules.Role, rules => new RoleRights(rules, DefaultLabel));
        Emergency = policy.Emergency ?? new EmergencyRules();
        EmergencyLength = TimeSpan.FromMinutes(Emergency.Minutes > 0 ? Emergency.Minutes : DefaultEmergencyMinutes);
        EmergencyLabels = RoleRights.Bits(Emergency.Sensitivities);
        Proxies = policy.Proxies ?? new ProxyRules();
        Curiosity = policy.Curiosity ?? new CuriosityRules();
        Undeniable = [.. policy.Consent?.UndeniableRoles ?? []];
    }

    /// <summary>The policy before the first one was set: nobody may do anything.</summary>
    public static PolicyRules Nothing { get; } = new(new V1.Policy());

    /// <summary>The policy as it was set. Not to be changed.</summary>
    public V1.Policy Stored { get; }

    /// <summary>The label of an entry that has none.</summary>
    public Sensitivity DefaultLabel { get; }

    /// <summary>Emergency access.</summary>
    public EmergencyRules Emergency { get; }

    /// <summary>How long an emergency access lasts.</summary>
    public TimeSpan EmergencyLength { get; }

    /// <summary>Labels that an emergency access clears, as a mask of bits.</summary>
    public uint EmergencyLabels { get; }

    /// <summary>Proxies.</summary>
    public ProxyRules Proxies { get; }

    /// <summary>Charts that staff are curious about.</summary>
    public CuriosityRules Curiosity { get; }

    /// <summary>Roles that a denial excepts when it is set, by law.</summary>
    public IReadOnlyList<Role> Undeniable { get; }

    /// <summary>Rights of a role; null where it has none.</summary>
    public RoleRights? RightsOf(Role role) => _roles.GetValueOrDefault(role);
}
