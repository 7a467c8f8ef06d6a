using System.Buffers;
using MedRecords.Grains.Interfaces.Charts;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Checks of single fields. What fails is named with its field and the rule, never with its value.</summary>
internal static class Check
{
    private static readonly SearchValues<char> SiteCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> UserCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_@");

    // Controls other than tab and line ends, and the mark that decoding leaves where bytes were no text.
    private static readonly SearchValues<char> NoText =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Except("\t\r\n"), '\u007F', '\uFFFD']);

    /// <summary>Refuses unless the condition holds.</summary>
    public static void That(bool holds, string field, string rule)
    {
        if (!holds) throw Errors.Invalid(field, rule);
    }

    /// <summary>A chart's id. One that could not be one is answered as one that is not there.</summary>
    public static string ChartId(string id) => ChartIds.IsWellFormed(id) ? id : throw Errors.NotFound();

    /// <summary>The number of an entry. The same holds for it.</summary>
    public static long EntryId(long id) => id > 0 ? id : throw Errors.NotFound();

    /// <summary>The caller's id of an operation.</summary>
    public static string OperationId(string id)
    {
        Printable(id, "operation_id", 1, 64);
        return id;
    }

    /// <summary>Printable ASCII.</summary>
    public static void Printable(string text, string field, int least, int most)
    {
        if (text.Length < least || text.Length > most || text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw Errors.Invalid(field, $"must be {least} to {most} printable ASCII characters");
    }

    /// <summary>A site's id.</summary>
    public static string Site(string site, string field = "site")
    {
        That(site.Length is >= 1 and <= 40 && !site.AsSpan().ContainsAnyExcept(SiteCharacters), field, "must be 1 to 40 lower-case letters, digits and dashes");
        return site;
    }

    /// <summary>The name of a process.</summary>
    public static string SiloName(string name)
    {
        Printable(name, "name", 1, 64);
        return name;
    }

    /// <summary>A site's id, or nothing.</summary>
    public static string OptionalSite(string site) => site.Length == 0 ? site : Site(site);

    /// <summary>A user name.</summary>
    public static string User(string user)
    {
        That(
            user.Length is >= 2 and <= 64 && !user.AsSpan().ContainsAnyExcept(UserCharacters),
            "user",
            "must be 2 to 64 letters, digits, dots, dashes, underscores and @");
        return user;
    }

    /// <summary>Words that people wrote.</summary>
    public static string Words(string text, string field, int least, int most)
    {
        if (text.Length < least || text.Length > most) throw Errors.Invalid(field, $"must be {least} to {most} characters");
        That(IsText(text), field, NotTextRule);
        That(least == 0 || !string.IsNullOrWhiteSpace(text), field, "must not be blank");
        return text;
    }

    /// <summary>Why something was done.</summary>
    public static string Reason(string reason) => Words(reason, "reason", 1, 2000);

    /// <summary>A password: its strength is the accounts' business, its length bounds the work of hashing it.</summary>
    public static string Password(string password, string field, int least = 0)
    {
        That(password.Length >= least, field, $"must be at least {least} characters");
        That(password.Length <= 256, field, "must be at most 256 characters");
        return password;
    }

    /// <summary>How many, within bounds.</summary>
    public static int Count(int count, string field, int most)
    {
        if (count < 0 || count > most) throw Errors.Invalid(field, $"must be 0 to {most}");
        return count;
    }

    /// <summary>A version that the caller has seen.</summary>
    public static long? Version(bool given, long version)
    {
        if (!given) return null;
        That(version >= 0, "expected_version", "must not be negative");
        return version;
    }

    /// <summary>A value of an enumeration that is known and says something.</summary>
    public static T Known<T>(T value, string field)
        where T : struct, Enum
    {
        That(Enum.IsDefined(value) && !EqualityComparer<T>.Default.Equals(value, default), field, "must be a known value");
        return value;
    }

    /// <summary>What text must be.</summary>
    public const string NotTextRule = "must be Unicode text without control characters";

    /// <summary>Whether a string is text.</summary>
    public static bool IsText(string text) => !text.AsSpan().ContainsAny(NoText);
}
