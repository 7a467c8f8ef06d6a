namespace MedRecords.Testing.Denials;

/// <summary>What a method is about, which says who may not and how they are refused.</summary>
public enum Concern
{
    /// <summary>One chart that there is.</summary>
    Chart,

    /// <summary>A chart that is to be made.</summary>
    NewChart,

    /// <summary>What the caller was given for a chart: a proxy's invitation, an emergency access.</summary>
    OwnRelation,

    /// <summary>A chart that is closed to the caller, in an emergency.</summary>
    Emergency,

    /// <summary>All charts that the caller may see, to find some.</summary>
    Search,

    /// <summary>All charts that the caller may see, as they change.</summary>
    Feed,

    /// <summary>The access log as a whole, which tells nothing of a patient.</summary>
    Log,

    /// <summary>The institution: sites, accounts, processes, the whole journal.</summary>
    Institution,

    /// <summary>What everybody who is signed in may know.</summary>
    Everybody,

    /// <summary>The caller's own session and password.</summary>
    Self,

    /// <summary>Signing in.</summary>
    SignIn,
}

/// <summary>A method's line in the table: a request that would be granted to the right caller, and what is expected of others.</summary>
/// <param name="Path">The method, as "/package.Service/Method".</param>
/// <param name="Concern">What it is about.</param>
/// <param name="Request">A valid request as JSON (protobuf's mapping); words in braces stand for values, see <see cref="Requests"/>.</param>
public sealed record MethodRow(string Path, Concern Concern, string Request)
{
    /// <summary>The action, by its name in C#, under which a chart has a denial on record; empty where no chart is concerned.</summary>
    public string Action { get; init; } = string.Empty;

    /// <summary>A role, by its name in C#, that does not allow it.</summary>
    public string WrongRole { get; init; } = "Auditor";

    /// <summary>Whether the role of programs covers it.</summary>
    public bool IsInScope { get; init; }
}
