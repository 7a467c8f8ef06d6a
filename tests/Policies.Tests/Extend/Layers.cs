using MedRecords.Policies.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Policies.Tests.Extend;

public sealed class Layers : Folder
{
    private const string Basis = Sound + """
          - {role: nurse, actions: [read, list], reads: [note]}
        emergency: {minutes: 60, roles: [nurse], denials_hold: true}
        """;

    [Fact]
    public void A_value_and_a_list_replace_what_was_there_and_the_rest_stays()
    {
        Write("basis.yaml", Basis);

        var policy = ReadSound("""
            extends: basis.yaml
            id: ours
            emergency: {minutes: 5, denials_hold: false}
            roles:
              - {role: nurse, actions: [read], reads: []}
              - {role: physician, actions: [read]}
            """);

        Assert.Equal(("ours", "Here"), (policy.Id, policy.Name));
        Assert.Equal(new EmergencyRules { Minutes = 5, Roles = { Role.Nurse } }, policy.Emergency);
        Assert.Equal([Role.Administrator, Role.Nurse, Role.Physician], policy.Roles.Select(rules => rules.Role));
        Assert.Equal(new RoleRules { Role = Role.Nurse, Actions = { AccessAction.Read } }, policy.Roles[1]);
    }

    [Fact]
    public void Problems_below_are_told_with_the_file_that_has_them()
    {
        Write("basis.yaml", "id: here\nnope: 1");
        Write("ours.yaml", "extends: basis.yaml\n");

        var problem = Assert.Single(Read("ours.yaml").Problems);

        Assert.EndsWith("basis.yaml", problem.File, StringComparison.Ordinal);
        Assert.Equal((2, 1), (problem.Line, problem.Column));
    }

    [Fact]
    public void A_circle_is_told()
    {
        Write("a.yaml", "extends: b.yaml\n");
        Write("b.yaml", "extends: a.yaml\n");

        var problem = Assert.Single(Read("a.yaml").Problems);

        Assert.EndsWith("b.yaml", problem.File, StringComparison.Ordinal);
        Assert.Contains("in a circle", problem.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extends: [a, b]")]
    [InlineData("extends: ''")]
    [InlineData("extends: \"a\\0b\"")]
    public void One_file_is_named(string text) =>
        Assert.Contains("names one file", ProblemOf(text), StringComparison.Ordinal);
}
