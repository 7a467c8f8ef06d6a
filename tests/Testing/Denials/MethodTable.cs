using static MedRecords.Testing.Denials.Concern;

namespace MedRecords.Testing.Denials;

/// <summary>Every method of the API with its line; a test fails for a method that has none.</summary>
public static class MethodTable
{
    private const string Note = """{"note":{"text":"{word}"}}""";
    private const string Patient = """{"demographics":{"names":[{"family":"{word}"}],"birthDate":"1970-01-01"}}""";
    private const string OnChart = """{"chartId":"{chart}"}""";

    /// <summary>The lines.</summary>
    public static IReadOnlyList<MethodRow> Rows { get; } =
    [
        OfChart("Charts/GetChart", "Read", """{"chartId":"{chart}","latest":50}""") with { IsInScope = true },
        OfChart("Charts/ListEntries", "List", OnChart) with { IsInScope = true },
        OfChart("Charts/GetEntryHistory", "History", """{"chartId":"{chart}","entryId":"{entry}"}""") with { IsInScope = true },
        OfChart("Charts/AppendEntries", "Append", $$"""{"operationId":"{new}","chartId":"{chart}","site":"{site}","entries":[{{Note}}]}""") with { IsInScope = true },
        OfChart("Charts/AmendEntry", "Amend", $$"""{"operationId":"{new}","chartId":"{chart}","site":"{site}","entryId":"{entry}","content":{{Note}},"reason":"{word}"}"""),
        OfChart("Charts/RetractEntry", "Retract", """{"operationId":"{new}","chartId":"{chart}","site":"{site}","entryId":"{spare-entry}","reason":"{word}"}"""),
        OfChart("Charts/ReviewEntry", "Amend", """{"operationId":"{new}","chartId":"{chart}","site":"{site}","entryId":"{entry}","note":"{word}"}"""),
        OfChart("Charts/AddTreatingSite", "Share", """{"operationId":"{new}","chartId":"{chart}","site":"{third-site}"}""", wrongRole: "Nurse"),
        OfChart("Charts/ExportChart", "Export", OnChart, wrongRole: "Physician"),
        OfChart("Charts/VerifyChart", "Verify", OnChart, wrongRole: "Nurse"),
        Of("Charts/OpenChart", NewChart, $$"""{"operationId":"{new}","site":"{site}","demographics":{{Patient}}}"""),
        Of("Charts/ImportBundle", NewChart, """{"site":"{site}","chunk":"{bundle}"}""", wrongRole: "Physician") with { IsInScope = true },

        OfChart("Access/Explain", "Explain", """{"chartId":"{chart}","user":"{user}","action":"ACCESS_ACTION_READ","entryId":"{entry}"}""", wrongRole: "Physician"),
        OfChart("Access/Grant", "Grant", """{"operationId":"{new}","chartId":"{chart}","user":"{user}","grant":{"kind":"GRANT_KIND_REFERRAL","reason":"{word}"}}""", wrongRole: "Nurse"),
        OfChart("Access/Revoke", "Grant", """{"operationId":"{new}","chartId":"{chart}","id":"{grant}"}""", wrongRole: "Nurse"),
        OfChart("Access/ListGrants", "Explain", OnChart, wrongRole: "Physician"),
        OfChart("Access/SetCareTeamMember", "Grant", """{"operationId":"{new}","chartId":"{chart}","user":"{user}","member":{"function":"{word}"}}""", wrongRole: "Nurse"),
        OfChart("Access/SetProtection", "Grant", """{"operationId":"{new}","chartId":"{chart}","protection":{"staffSites":["{site}"]}}""", wrongRole: "Nurse"),
        OfChart("Access/InviteProxy", "Grant", """{"operationId":"{new}","chartId":"{chart}","user":"{user}","proxy":{"kind":"PROXY_KIND_FAMILY"}}""", wrongRole: "Nurse"),
        OfChart("Access/SetConsent", "Consent", """{"operationId":"{new}","chartId":"{chart}","user":"{user}","directive":{"id":"{directive}","effect":"CONSENT_EFFECT_DENY"}}""", wrongRole: "Physician"),
        OfChart("Access/WithdrawConsent", "Consent", """{"operationId":"{new}","chartId":"{chart}","id":"{spare-directive}"}""", wrongRole: "Physician"),
        OfChart("Access/ListConsents", "Explain", OnChart, wrongRole: "Physician"),
        OfChart("Access/ReviewEmergencyAccess", "Review", """{"operationId":"{new}","chartId":"{chart}","id":"{emergency}","justified":true,"review":"{word}"}""", wrongRole: "Physician"),
        OfChart("Access/ListEmergencyAccesses", "Explain", OnChart, wrongRole: "Physician"),
        Of("Access/ConfirmProxy", OwnRelation, """{"operationId":"{new}","chartId":"{chart}","id":"{proxy}","birthDate":"1970-01-01"}""") with { Action = "Grant" },
        Of("Access/EndEmergencyAccess", OwnRelation, """{"operationId":"{new}","chartId":"{chart}","id":"{emergency}"}""") with { Action = "Emergency" },
        Of("Access/StartEmergencyAccess", Emergency, """{"operationId":"{new}","chartId":"{chart}","reason":"{word}"}""", wrongRole: "RecordsOffice") with { Action = "Emergency" },

        OfChart("Retention/SetHold", "Hold", """{"operationId":"{new}","chartId":"{chart}","hold":{"caseReference":"{word}","holder":"{word}"}}""", wrongRole: "Physician"),
        OfChart("Retention/ReleaseHold", "Hold", """{"operationId":"{new}","chartId":"{chart}","id":"{grant}","reason":"{word}"}""", wrongRole: "Physician"),
        OfChart("Retention/ListHolds", "Retention", OnChart, wrongRole: "Physician"),
        Of("Retention/ListDue", Search, "{}"),

        OfChart("Audit/ListAccesses", "Audit", OnChart, wrongRole: "Physician"),
        Of("Audit/GetLogHead", Log, "{}", wrongRole: "Nurse"),
        Of("Audit/CheckLogHead", Log, """{"size":"1","root":"{bytes32}","signature":"{bytes64}"}""", wrongRole: "Nurse"),
        Of("Patients/Search", Search, """{"name":"{family}","identifier":"{identifier}"}""") with { IsInScope = true },
        Of("ChangeFeed/Watch", Feed, """{"resumeToken":"{token}"}""") with { IsInScope = true },

        Of("Directory/AddSite", Institution, """{"site":{"id":"{new-site}","name":"{word}"}}"""),
        Of("Directory/ListSites", Everybody, "{}"),
        Of("Directory/AddStaff", Institution, """{"user":"{new-user}","displayName":"{word}","assignments":[{"site":"{site}","role":"ROLE_NURSE"}]}"""),
        Of("Directory/AddPatientAccount", Institution, """{"user":"{new-user}","chartId":"{chart}"}"""),
        Of("Directory/AddApplication", Institution, """{"user":"{new-user}","displayName":"{word}","assignments":[{"site":"{site}","role":"ROLE_APPLICATION"}]}"""),
        Of("Directory/SetAssignments", Institution, """{"user":"{user}","assignments":[{"site":"{site}","role":"ROLE_NURSE"}]}"""),
        Of("Directory/SetEnabled", Institution, """{"user":"{user}"}"""),
        Of("Directory/ResetPassword", Institution, """{"user":"{user}"}"""),
        Of("Directory/ListAccounts", Institution, "{}"),

        Of("Operations/Backup", Institution, "{}"),
        Of("Operations/VerifyJournal", Institution, "{}"),
        Of("Operations/ListMasterKeys", Institution, "{}"),
        Of("Operations/RewrapKeys", Institution, "{}"),
        Of("Operations/Diagnose", Institution, "{}"),
        Of("Cluster/ListSilos", Institution, "{}"),
        Of("Cluster/DrainSilo", Institution, """{"name":"{silo}"}"""),

        Of("Sessions/SignIn", SignIn, """{"user":"{disabled-user}","password":"{password}"}"""),
        Of("Sessions/SignOut", Self, "{}"),
        Of("Sessions/ChangePassword", Self, """{"currentPassword":"{password}","newPassword":"another password, long enough"}"""),
    ];

    /// <summary>The line of a method; null where it has none.</summary>
    public static MethodRow? Find(string path) => Rows.FirstOrDefault(row => row.Path == path);

    private static MethodRow OfChart(string path, string action, string request, string wrongRole = "Auditor") =>
        Of(path, Chart, request, wrongRole) with { Action = action };

    private static MethodRow Of(string path, Concern concern, string request, string wrongRole = "Auditor") =>
        new($"/medrecords.v1.{path}", concern, request) { WrongRole = wrongRole };
}
