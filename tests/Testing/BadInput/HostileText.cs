namespace MedRecords.Testing.BadInput;

/// <summary>
/// Names and ids that nothing may accept, because none of them is well-formed anywhere: each has a character that
/// neither ids of charts and sites nor names of users may have, or is far too long.
/// </summary>
internal static class HostileText
{
    private const int LongLength = 70_000;

    private static readonly string[] Texts =
    [
        "'; DROP TABLE medrecords.event; --",
        "' OR '1'='1",
        "1); SELECT pg_sleep(10); --",
        "../../../../etc/passwd",
        "..\\..\\windows\\system32",
        "/dev/zero",
        "file:///etc/passwd",
        "$(reboot)",
        "`id`",
        "{{7*7}}${7*7}%{7*7}",
        "%s%s%s%n",
        "%00",
        "\0",
        "before\0after",
        "line\r\nx-purpose: audit",
        "\u202Egnp.exe",
        "\u200B",
        "\uFEFF",
        "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467",
        "\uD7FF\uE000\uFFFD\uFFFF",
        "ſıK",
        "<script>alert(1)</script>",
        "\u001B[2J\u001B]0;title\u0007",
        " ",
        "\t",
        "{\"$ne\":null}",
        "*)(uid=*))(|(uid=*",
        "٣",
        "１２３",
    ];

    /// <summary>One of them.</summary>
    public static string Pick(Random random) => random.Next(12) switch
    {
        0 => new string('A', LongLength),
        1 => string.Concat(Enumerable.Repeat("é", 300)),
        2 => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => char.ConvertFromUtf32(random.Next(0x20, 0xD7FF)))) + '\u0001',
        _ => Texts[random.Next(Texts.Length)],
    };
}
