using MedRecords.Policies.Tests.Support;

namespace MedRecords.Policies.Tests.Extend;

public sealed class Beyond_bounds : Folder
{
    private const string Country = Sound + """
          - {role: patient, actions: [read, list]}
        emergency: {roles: [nurse], denials_hold: true}
        retention: {usual: {years_after_last_encounter: 10, minors_until_age: 25}}
        rights: {access_days: 30, erasure: limited}
        accounting: {except_purposes: [treatment]}
        answerability: {patients_see_accesses: true}
        collection: {details: [{detail: birth-place, rule: forbidden}]}
        sources:
          - {statement: roles.patient.actions, source: Act 1, bound: may-only-add}
          - {statement: emergency, source: Act 2, bound: fixed}
          - {statement: retention.usual.years_after_last_encounter, source: Act 3, bound: at-least, limit: 7}
          - {statement: retention.usual.minors_until_age, source: Act 4, bound: at-least}
          - {statement: rights.access_days, source: Act 5, bound: at-most}
          - {statement: rights.erasure, source: Act 6, bound: at-least}
          - {statement: accounting.except_purposes, source: Act 7, bound: may-only-remove}
          - {statement: answerability.patients_see_accesses, source: Act 8, bound: at-least}
          - {statement: collection.details.birth-place.rule, source: Act 9, bound: fixed}
        """;

    [Theory]
    [InlineData("roles: [{role: patient, actions: [read]}]", "2:25 'roles.patient.actions' must keep list: Act 1.")]
    [InlineData("emergency: {roles: [nurse, physician]}", "2:13 'emergency.roles' must stay nurse: Act 2.")]
    [InlineData("emergency: {denials_hold: false}", "2:13 'emergency.denials_hold' must stay true: Act 2.")]
    [InlineData("emergency: {minutes: 5}", "2:13 'emergency.minutes' must stay 0: Act 2.")]
    [InlineData("retention: {usual: {years_after_last_encounter: 6}}", "2:21 'retention.usual.years_after_last_encounter' must be at least 7: Act 3.")]
    [InlineData("retention: {usual: {minors_until_age: 24}}", "2:21 'retention.usual.minors_until_age' must be at least 25: Act 4.")]
    [InlineData("rights: {access_days: 31}", "2:10 'rights.access_days' must be at most 30: Act 5.")]
    [InlineData("rights: {erasure: none}", "2:10 'rights.erasure' must be at least limited: Act 6.")]
    [InlineData("accounting: {except_purposes: [treatment, payment]}", "2:14 'accounting.except_purposes' must not have payment: Act 7.")]
    [InlineData("answerability: {patients_see_accesses: false}", "2:17 'answerability.patients_see_accesses' must be at least true: Act 8.")]
    [InlineData("collection: {details: [{detail: birth-place, rule: optional}]}", "2:46 'collection.details.birth-place.rule' must stay forbidden: Act 9.")]
    [InlineData("sources: [{statement: rights.access_days, source: x, bound: at-least}]", "2:54 The bound of 'rights.access_days' must stay as it is: leave 'bound' out.")]
    [InlineData("sources: [{statement: retention.usual.years_after_last_encounter, source: x, limit: 1}]", "2:78 The bound of 'retention.usual.years_after_last_encounter' must stay as it is: leave 'limit' out.")]
    public void Is_told_with_the_law_that_sets_them(string lines, string expected)
    {
        Write("country.yaml", Country);

        Assert.Equal(expected, ProblemOf("extends: country.yaml\n" + lines));
    }

    [Theory]
    [InlineData("roles: [{role: patient, actions: [read, list, export]}]")]
    [InlineData("retention: {usual: {years_after_last_encounter: 7}}")]
    [InlineData("retention: {usual: {minors_until_age: 30}}")]
    [InlineData("rights: {access_days: 10, erasure: full}")]
    [InlineData("accounting: {except_purposes: []}")]
    [InlineData("curiosity: {colleague: deny}")]
    [InlineData("sources: [{statement: rights.access_days, source: Our own rule}]")]
    public void Within_them_there_is_nothing_to_tell(string lines)
    {
        Write("country.yaml", Country);

        ReadSound("extends: country.yaml\n" + lines);
    }

    [Fact]
    public void Of_a_file_two_below_they_hold_as_well()
    {
        Write("country.yaml", Country);
        Write("region.yaml", "extends: country.yaml\nid: region\n");

        Assert.Contains("must be at most 30: Act 5.", ProblemOf("extends: region.yaml\nrights: {access_days: 31}"), StringComparison.Ordinal);
    }
}
