using Google.Protobuf.WellKnownTypes;
using MedRecords.V1;

namespace MedRecords.ReferenceModel.Tests;

/// <summary>A nurse at work where the patient is treated, and what differs from that.</summary>
internal static class Situation
{
    public const string Me = "account-1";
    public const string Here = "site-1";
    public const string Elsewhere = "site-2";

    public static DateTimeOffset Noon { get; } = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static EntryHeader PlainNote { get; } = new(EntryKind.Note, []);

    public static EntryHeader HivNote { get; } = new(EntryKind.Note, [Sensitivity.Hiv]);

    public static Case Nurse { get; } = new()
    {
        Account = Me,
        Role = Role.Nurse,
        Site = Here,
        Time = Noon,
        Action = AccessAction.Read,
        Chart = "chart-1",
        Sites = [new ChartSite(Here, "")],
        Entries = [PlainNote, HivNote],
        Policy = PolicyOf(Role.Nurse),
    };

    /// <summary>The nurse at a site that does not treat the patient.</summary>
    public static Case Stranger { get; } = Nurse with { Site = Elsewhere };

    /// <summary>A policy of one role, which may read observations and notes that are normal.</summary>
    public static Policy PolicyOf(Role role, params Relation[] relations) => new()
    {
        Roles =
        {
            new RoleRules
            {
                Role = role,
                Actions = { AccessAction.Read },
                Reads = { EntryKind.Observation, EntryKind.Note },
                Sensitivities = { Sensitivity.Normal },
                Details = { ConfidentialDetail.FullName, ConfidentialDetail.BirthDate },
                Purpose = Purpose.Treatment,
                Relations = { relations },
            },
        },
        Emergency = new EmergencyRules(),
        Proxies = new ProxyRules(),
        Curiosity = new CuriosityRules(),
    };

    /// <summary>The same case under a policy that was changed.</summary>
    public static Case Under(this Case c, Action<Policy> change)
    {
        var policy = c.Policy.Clone();
        change(policy);
        return c with { Policy = policy };
    }

    /// <summary>The same case under another role's usual relations or these.</summary>
    public static Case By(this Case c, params Relation[] relations) => c with { Policy = PolicyOf(c.Role, relations) };

    public static bool IsPermitted(this Case c) => Reference.Decide(c).Permitted;

    public static IReadOnlyList<bool> Shown(this Case c) => Reference.Decide(c).Shown;

    public static Validity From(DateTimeOffset from, DateTimeOffset until) =>
        new() { From = Timestamp.FromDateTimeOffset(from), Until = Timestamp.FromDateTimeOffset(until) };

    public static ConsentDirective Deny(Action<ConsentDirective> what) => Directive(ConsentEffect.Deny, what);

    public static ConsentDirective Permit(Action<ConsentDirective> what) => Directive(ConsentEffect.Permit, what);

    /// <summary>The nurse elsewhere, with an emergency access of one hour.</summary>
    public static Case InEmergency { get; } = (Stranger with
    {
        Emergencies =
        [
            new EmergencyAccess { Account = Me, Role = Role.Nurse, Site = Elsewhere, BeganAt = Timestamp.FromDateTimeOffset(Noon), Until = Timestamp.FromDateTimeOffset(Noon.AddHours(1)) },
        ],
    }).Under(policy => policy.Emergency.Roles.Add(Role.Nurse));

    private static ConsentDirective Directive(ConsentEffect effect, Action<ConsentDirective> what)
    {
        var directive = new ConsentDirective { Effect = effect };
        what(directive);
        return directive;
    }
}
