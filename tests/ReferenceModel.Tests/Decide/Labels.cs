using MedRecords.V1;
using static MedRecords.ReferenceModel.Tests.Situation;

namespace MedRecords.ReferenceModel.Tests.Decide;

/// <summary>Sentence 4: what clears an entry's labels.</summary>
public sealed class Labels
{
    [Fact]
    public void Are_all_to_be_cleared() =>
        Assert.Equal([true, false], (Nurse with { Entries = [new(EntryKind.Note, [Sensitivity.Normal]), new(EntryKind.Note, [Sensitivity.Normal, Sensitivity.Hiv])] }).Shown());

    [Theory]
    [InlineData(Sensitivity.Unspecified, true)]
    [InlineData(Sensitivity.Normal, true)]
    [InlineData(Sensitivity.Restricted, false)]
    public void That_are_not_there_are_the_policys_default(Sensitivity label, bool shown) =>
        Assert.Equal(shown, Nurse.Under(policy => policy.DefaultSensitivity = label).Shown()[0]);

    [Fact]
    public void Are_cleared_by_a_permission_that_names_them() =>
        Assert.True((Nurse with { Consents = [Permit(ToMe(Sensitivity.Hiv))] }).Shown()[1]);

    [Fact]
    public void Are_not_cleared_by_a_permission_that_names_none() => Assert.False((Nurse with { Consents = [Permit(ToMe())] }).Shown()[1]);

    [Fact]
    public void Are_cleared_on_the_kinds_that_a_permission_names()
    {
        var observations = Permit(ToMe(Sensitivity.Hiv));
        observations.Kinds.Add(EntryKind.Observation);
        var entries = new[] { HivNote, new EntryHeader(EntryKind.Observation, [Sensitivity.Hiv]) };

        Assert.Equal([false, true], (Nurse with { Consents = [observations], Entries = entries }).Shown());
    }

    [Fact]
    public void Are_cleared_by_an_emergency_as_far_as_the_policy_says()
    {
        Assert.Equal([true, false], InEmergency.Shown());
        Assert.Equal([true, true], InEmergency.Under(policy => policy.Emergency.Sensitivities.Add(Sensitivity.Hiv)).Shown());
    }

    private static Action<ConsentDirective> ToMe(params Sensitivity[] labels) => directive =>
    {
        directive.Account = Me;
        directive.Labels.Add(labels);
    };
}
