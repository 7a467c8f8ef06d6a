using MedRecords.Policies.Tests.Support;

namespace MedRecords.Policies.Tests.Read;

public sealed class Wrong_statement : Folder
{
    [Theory]
    [InlineData("emergancy: {minutes: 1}", "5:1 'emergancy' is no key here: use extends, id, name, roles,")]
    [InlineData("emergency:\n  minuts: 1", "6:3 'minuts' is no key here: use roles, minutes,")]
    [InlineData("emergency: {minutes: soon}", "5:22 'minutes' is a whole number.")]
    [InlineData("emergency: {minutes: '5'}", "5:22 'minutes' is a whole number.")]
    [InlineData("emergency: {minutes: 1.5}", "5:22 'minutes' is a whole number.")]
    [InlineData("emergency: {minutes: 99999999999}", "5:22 'minutes' is a whole number.")]
    [InlineData("emergency: {minutes: [1]}", "5:22 'minutes' is a single value.")]
    [InlineData("emergency: {denials_hold: yes}", "5:27 'denials_hold' is true or false.")]
    [InlineData("emergency: {roles: nurse}", "5:20 'roles' is a list:")]
    [InlineData("emergency: {roles: [[nurse]]}", "5:21 'roles' is a list of single values.")]
    [InlineData("emergency: {roles: [nurse, wizard]}", "5:28 'wizard' is no word for 'roles': use administrator, physician,")]
    [InlineData("emergency: {roles: [unspecified]}", "5:21 'unspecified' is no word for 'roles'")]
    [InlineData("emergency: {roles: [nurse, nurse]}", "5:28 'nurse' is in 'roles' a second time")]
    [InlineData("emergency: 5", "5:12 'emergency' is a map:")]
    [InlineData("emergency: {minutes: 10081}", "5:13 'minutes' must be 0 to 10080.")]
    [InlineData("proxies: {guardian_narrows_at: -1}", "5:11 'guardian_narrows_at' must be 0 to 30.")]
    [InlineData("proxies: {guardian_narrows_at: 18, guardian_ends_at: 16}", "5:11 'guardian_narrows_at' must not be greater")]
    [InlineData("effective_from: 2031-01-01", "5:17 'effective_from' is a moment with its offset")]
    [InlineData("storage: {countries: [Germany]}", "5:11 'countries' must have at most 2 characters.")]
    [InlineData("storage: {countries: [de]}", "5:11 'countries' are two capital letters each")]
    [InlineData("  - {role: nurse, actions: [read]}\n  - {role: nurse}", "6:12 'nurse' is in 'roles' a second time")]
    [InlineData("  - {actions: [read]}", "5:5 A member of 'roles' is a map that has the key 'role'.")]
    [InlineData("  - nurse", "5:5 A member of 'roles' is a map that has the key 'role'.")]
    [InlineData("collection:\n  details:\n    - {detail: full-name}", "7:7 'rule' is missing: give it.")]
    [InlineData("sources: [{statement: emergency.minutes, source: x}]", "5:11 This statement is not in the policy")]
    [InlineData("sources: [{statement: roles}]", "5:11 'source' is missing: give it.")]
    [InlineData("id: there", "5:1 'id' is here a second time: keep one of them.")]
    public void Is_told_with_its_place(string lines, string expected) =>
        Assert.StartsWith(expected, ProblemOf(Sound + lines), StringComparison.Ordinal);

    [Theory]
    [InlineData("name: N\nroles: [{role: administrator, actions: [administer]}]", "1:1 'id' is missing: give it.")]
    [InlineData("id: i\nroles: [{role: administrator, actions: [administer]}]", "1:1 'name' is missing: give it.")]
    [InlineData("id: i\nname: N", "1:1 'roles' is missing: give it.")]
    [InlineData("id: Our place\nname: N\nroles: [{role: administrator, actions: [administer]}]", "1:1 'id' has lower-case letters")]
    [InlineData("id: i\nname: N\nroles: [{role: nurse, actions: [administer]}]", "3:1 Nobody could change this policy any more")]
    public void Is_told_where_it_is_missing(string text, string expected) =>
        Assert.StartsWith(expected, ProblemOf(text), StringComparison.Ordinal);

    [Fact]
    public void Does_not_hide_the_others()
    {
        Write("many.yaml", Sound + "emergency: {minutes: x, roles: [y]}\nwhatever: 1\n");

        Assert.Equal([5, 5, 6], Read("many.yaml").Problems.Select(problem => problem.Line));
    }
}
