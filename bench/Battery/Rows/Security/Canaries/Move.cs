namespace MedRecords.Battery.Rows.Security.Canaries;

/// <summary>
/// One way to move sealed bytes with the database's credentials, as statements for both stores: "{a}" and "{b}" stand for
/// two charts, "{events}" and "{keys}" for tables.
/// </summary>
/// <param name="Title">What is moved.</param>
/// <param name="Sql">The statement.</param>
/// <param name="IsOfKeys">Whether it moves keys, which SQLite keeps twice.</param>
internal sealed record Move(string Title, string Sql, bool IsOfKeys = false)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Move> All { get; } =
    [
        new("payloads with their hashes between two charts", Between("payload = o.payload, hash = o.hash")),
        new("payloads between two charts", Between("payload = o.payload")),
        new("payloads with their hashes between two versions", Within("payload = o.payload, hash = o.hash")),
        new("payloads between two versions", Within("payload = o.payload")),
        new("an earlier version's payload onto a later one", "UPDATE {events} SET payload = o.payload FROM {events} o WHERE {events}.history IN ({a}, {b}) AND o.history = {events}.history AND {events}.version = 4 AND o.version = 3"),
        new("data keys between two charts", "UPDATE {keys} SET wrapped = o.wrapped FROM {keys} o WHERE ({keys}.history = {a} AND o.history = {b}) OR ({keys}.history = {b} AND o.history = {a})", IsOfKeys: true),
    ];

    private static string Between(string set) =>
        $"UPDATE {{events}} SET {set} FROM {{events}} o WHERE {{events}}.version = 3 AND o.version = 3 AND (({{events}}.history = {{a}} AND o.history = {{b}}) OR ({{events}}.history = {{b}} AND o.history = {{a}}))";

    private static string Within(string set) =>
        $"UPDATE {{events}} SET {set} FROM {{events}} o WHERE {{events}}.history IN ({{a}}, {{b}}) AND o.history = {{events}}.history AND (({{events}}.version = 3 AND o.version = 4) OR ({{events}}.version = 4 AND o.version = 3))";
}
