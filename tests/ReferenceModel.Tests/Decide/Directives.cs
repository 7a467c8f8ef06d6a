using MedRecords.V1;
using static MedRecords.ReferenceModel.Tests.Situation;

namespace MedRecords.ReferenceModel.Tests.Decide;

/// <summary>Sentence 5: whom a directive is about, and what a denial hides.</summary>
public sealed class Directives
{
    public static TheoryData<string, bool> Grantees => new()
    {
        { """{ "anyone": true }""", true },
        { """{ "anyone": false }""", false },
        { "{ }", false },
        { """{ "account": "account-1" }""", true },
        { """{ "account": "account-2" }""", false },
        { """{ "role": "ROLE_NURSE" }""", true },
        { """{ "role": "ROLE_PHYSICIAN" }""", false },
        { """{ "site": "site-1" }""", true },
        { """{ "site": "site-2" }""", false },
        { """{ "institution": "" }""", true },
        { """{ "institution": "institution-2" }""", false },
        { """{ "anyone": true, "exceptRoles": [ "ROLE_NURSE" ] }""", false },
        { """{ "anyone": true, "purposes": [ "PURPOSE_TREATMENT" ] }""", true },
        { """{ "anyone": true, "purposes": [ "PURPOSE_PAYMENT" ] }""", false },
        { """{ "anyone": true, "validity": { "from": "2026-05-04T12:00:00Z" } }""", true },
        { """{ "anyone": true, "validity": { "until": "2026-05-04T12:00:00Z" } }""", false },
    };

    [Theory, MemberData(nameof(Grantees))]
    public void Are_about_those_that_they_name(string json, bool isAboutTheNurse)
    {
        var denial = ConsentDirective.Parser.ParseJson(json);
        denial.Effect = ConsentEffect.Deny;

        Assert.Equal(!isAboutTheNurse, (Nurse with { Consents = [denial] }).IsPermitted());
    }

    [Fact]
    public void Are_about_the_purpose_that_the_caller_names()
    {
        var denial = ConsentDirective.Parser.ParseJson("""{ "effect": "CONSENT_EFFECT_DENY", "anyone": true, "purposes": [ "PURPOSE_PAYMENT" ] }""");

        Assert.False((Nurse with { Consents = [denial], Purpose = Purpose.Payment }).IsPermitted());
    }

    [Fact]
    public void Are_never_about_the_patient() =>
        Assert.True((Nurse with { Role = Role.Patient, Site = "", OwnChart = "chart-1", Consents = [Deny(d => d.Anyone = true)], Policy = PolicyOf(Role.Patient) }).IsPermitted());

    [Theory]
    [InlineData("{ }", true, true)]
    [InlineData("""{ "kinds": [ "ENTRY_KIND_OBSERVATION" ] }""", true, false)]
    [InlineData("""{ "labels": [ "SENSITIVITY_NORMAL" ] }""", true, true)]
    [InlineData("""{ "labels": [ "SENSITIVITY_HIV" ] }""", false, false)]
    [InlineData("""{ "kinds": [ "ENTRY_KIND_NOTE" ], "labels": [ "SENSITIVITY_NORMAL" ] }""", false, true)]
    public void That_deny_hide_entries_by_kind_and_label(string json, bool hidesObservation, bool hidesNote)
    {
        var denial = ConsentDirective.Parser.ParseJson(json);
        (denial.Effect, denial.Anyone) = (ConsentEffect.Deny, true);
        var nurse = Nurse with { Consents = [denial], Entries = [new(EntryKind.Observation, []), PlainNote] };

        Assert.Equal([!hidesObservation, !hidesNote], nurse.Shown());
        Assert.Equal(json != "{ }", nurse.IsPermitted());
    }
}
