using System.Globalization;
using Google.Protobuf;

namespace MedRecords.Policies.Checks;

/// <summary>Whether a policy stays within what the one that it builds on allows.</summary>
public static class Bounds
{
    /// <summary>Where <paramref name="policy"/> goes beyond a bound that <paramref name="basis"/> marks, with the bound's source.</summary>
    public static IEnumerable<Complaint> Check(IMessage basis, IMessage policy)
    {
        var before = Statements.Of(basis).ToList();
        var after = Statements.Of(policy).ToDictionary(statement => statement.Path, StringComparer.Ordinal);
        return BoundSource.Of(before).SelectMany(source => before.Where(source.IsAbout).Select(was => Compare(source, was, after.GetValueOrDefault(was.Path))).Concat(Added(source, before, after.Values)).OfType<Complaint>())
            .Concat(Loosened(before, after));
    }

    private static Complaint? Compare(BoundSource source, Statement was, Statement? now)
    {
        var (old, values) = (was.Words, now?.Words ?? []);
        var wrong = source.Bound switch
        {
            "fixed" when !old.ToHashSet().SetEquals(values) => $"must stay {Shown(old)}",
            "at-least" when now is not null && Rank(now) < Limit(source, was) => $"must be at least {ShownLimit(source, was)}",
            "at-most" when now is not null && Rank(now) > Limit(source, was) => $"must be at most {ShownLimit(source, was)}",
            "may-only-add" when old.Except(values).ToList() is { Count: > 0 } gone => $"must keep {Shown(gone)}",
            "may-only-remove" when values.Except(old).ToList() is { Count: > 0 } more => $"must not have {Shown(more)}",
            _ => null,
        };
        return wrong is null ? null : new Complaint(was.Path, $"'{was.Path}' {wrong}: {source.Text}.");
    }

    // A statement that the basis does not have, below one that it fixes or that may only lose.
    private static IEnumerable<Complaint> Added(BoundSource source, List<Statement> before, IEnumerable<Statement> after) =>
        source.Bound is not ("fixed" or "may-only-remove")
            ? []
            : after.Where(source.IsAbout).Where(now => !now.IsEmpty && before.TrueForAll(was => was.Path != now.Path))
                .Select(now => new Complaint(now.Path, $"'{now.Path}' must not be added: {source.Text}."));

    // Who could take a bound away could go beyond it in the next file.
    private static IEnumerable<Complaint> Loosened(List<Statement> before, Dictionary<string, Statement> after) =>
        before.Where(was => was.Path.StartsWith("sources.", StringComparison.Ordinal) && was.Field.Name is "bound" or "limit" && !was.IsEmpty)
            .Where(was => !after.TryGetValue(was.Path, out var now) || !now.Words.SequenceEqual(was.Words))
            .Select(was => new Complaint(was.Path, $"The bound of '{PathOf(was)}' must stay as it is: leave '{was.Field.Name}' out."));

    private static string PathOf(Statement statement) => statement.Path["sources.".Length..statement.Path.LastIndexOf('.')];

    // Numbers count as they are, yes is more than no, and words of an enumeration are in the order of their numbers.
    private static int Rank(Statement statement) => statement.Values is [var value]
        ? value is bool yes ? (yes ? 1 : 0) : Convert.ToInt32(value, CultureInfo.InvariantCulture)
        : 0;

    private static int Limit(BoundSource source, Statement was) => source.Limit > 0 ? source.Limit : Rank(was);

    private static string ShownLimit(BoundSource source, Statement was) => source.Limit > 0 ? $"{source.Limit}" : Shown(was.Words);

    private static string Shown(IReadOnlyCollection<string> words) => words.Count == 0 ? "without values" : string.Join(", ", words);
}
