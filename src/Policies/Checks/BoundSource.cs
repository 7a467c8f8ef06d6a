namespace MedRecords.Policies.Checks;

/// <summary>A source of a policy that bounds what it is about.</summary>
/// <param name="Path">Path of the statement, or of what holds several.</param>
/// <param name="Text">The law, as it is cited.</param>
/// <param name="Bound">The bound's word, e.g. "at-least".</param>
/// <param name="Limit">The number to count from; 0 for the statement's own.</param>
internal sealed record BoundSource(string Path, string Text, string Bound, int Limit)
{
    private const string Sources = "sources.";

    /// <summary>The sources of a policy that have a bound.</summary>
    public static IEnumerable<BoundSource> Of(IReadOnlyList<Statement> policy) =>
        from statement in policy
        where statement.Path.StartsWith(Sources, StringComparison.Ordinal)
        group statement by statement.Path[..statement.Path.LastIndexOf('.')] into source
        let bound = source.Single(statement => statement.Field.Name == "bound")
        where !bound.IsEmpty
        select new BoundSource(
            source.Key[Sources.Length..],
            source.Single(statement => statement.Field.Name == "source").Words[0],
            bound.Words[0],
            (int)source.Single(statement => statement.Field.Name == "limit").Values[0]);

    /// <summary>Whether it is about a statement: by itself or as part of what it names.</summary>
    public bool IsAbout(Statement statement) =>
        statement.Path == Path || statement.Path.StartsWith($"{Path}.", StringComparison.Ordinal);
}
