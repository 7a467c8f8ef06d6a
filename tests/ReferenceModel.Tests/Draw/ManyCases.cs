using MedRecords.V1;

namespace MedRecords.ReferenceModel.Tests.Draw;

/// <summary>Cases by chance, and what holds for every one of them.</summary>
public sealed class ManyCases
{
    private const int Count = 20_000;
    private static readonly ConsentDirective _denial = new() { Effect = ConsentEffect.Deny, Anyone = true };

    [Fact]
    public void Reach_every_branch()
    {
        var tally = new Tally();
        foreach (var c in Draw())
            Reference.Decide(c, tally);

        Assert.Empty(tally.Missing);
    }

    [Fact]
    public void Are_the_same_for_the_same_seed()
    {
        for (var seed = 1; seed < 100; seed++)
            Assert.Equal(Comparison.CaseText.Of(Cases.Random(seed)), Comparison.CaseText.Of(Cases.Random(seed)));
    }

    /// <summary>A denial of everything to everybody wins, but for the patient and for emergencies that go through denials.</summary>
    [Fact]
    public void Are_denied_where_everything_is_denied_to_everybody()
    {
        foreach (var c in Draw().Where(c => c.Role != Role.Patient && (c.Emergencies.Count == 0 || c.Policy.Emergency is { DenialsHold: true })))
            Assert.False(Reference.Decide(c with { Consents = [.. c.Consents, _denial] }).Permitted);
    }

    /// <summary>One more denial, of whatever, never shows more.</summary>
    [Fact]
    public void Show_nothing_more_for_one_more_denial()
    {
        foreach (var (c, seed) in Draw().Select((c, i) => (c, i)))
        {
            var denial = new ConsentDirective { Effect = ConsentEffect.Deny, Anyone = true };
            if (seed % 2 == 0)
                denial.Kinds.Add(EntryKind.Note);
            if (seed % 3 == 0)
                denial.Labels.Add(Sensitivity.Normal);
            var (without, with) = (Reference.Decide(c), Reference.Decide(c with { Consents = [denial, .. c.Consents] }));
            Assert.True(without.Permitted || !with.Permitted);
            for (var i = 0; i < c.Entries.Count; i++)
                Assert.True(without.Shown[i] || !with.Shown[i]);
        }
    }

    /// <summary>No permission lifts a denial, whatever comes first.</summary>
    [Fact]
    public void Are_decided_alike_in_whatever_order_the_directives_are()
    {
        foreach (var c in Draw())
            Assert.Null(Reference.Decide(c).Difference(Reference.Decide(c with { Consents = [.. c.Consents.Reverse()] })));
    }

    private static IEnumerable<Case> Draw() => Enumerable.Range(1, Count).Select(seed => Cases.Random(seed));
}
