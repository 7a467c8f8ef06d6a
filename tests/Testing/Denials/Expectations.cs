using static MedRecords.Testing.Denials.Concern;
using static MedRecords.Testing.Denials.Expected;
using static MedRecords.Testing.Denials.Situation;

namespace MedRecords.Testing.Denials;

/// <summary>How a call has to end.</summary>
public enum Expected
{
    /// <summary>UNAUTHENTICATED, not signed in.</summary>
    NotSignedIn,

    /// <summary>UNAUTHENTICATED, user name or password is wrong.</summary>
    SignInFailed,

    /// <summary>PERMISSION_DENIED.</summary>
    NotPermitted,

    /// <summary>NOT_FOUND, as for what there is not.</summary>
    NotFound,

    /// <summary>It is carried out, and tells nothing of the chart.</summary>
    Nothing,

    /// <summary>The rules let it through, as they are meant to.</summary>
    Open,
}

/// <summary>What is expected of each method in each situation.</summary>
public static class Expectations
{
    /// <summary>How the call has to end.</summary>
    public static Expected Of(MethodRow row, Situation situation) => row.Concern switch
    {
        Concern.SignIn => SignInFailed,
        _ when situation is NoToken or MadeUpToken or ExpiredToken or EndedSession or DisabledAccount => NotSignedIn,
        Chart => OnChart(row, situation),
        OwnRelation => situation == ExpiredEmergency && row.Action == "Emergency" ? Open : NotFound,
        Emergency => IsStaffElsewhere(situation) ? Open : NotPermitted,
        Search => IsElsewhere(row, situation) ? Nothing : NotPermitted,
        Feed => IsElsewhere(row, situation) || situation == WrongPatient ? Nothing : NotPermitted,
        Log => IsStaffElsewhere(situation) || situation == WrongPatient ? Open : NotPermitted,
        NewChart or Institution => NotPermitted,
        Everybody or Self => Open,
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Concern, "A concern without expectations."),
    };

    /// <summary>Whether the chart has the denial on record: where it is known who asked, and a chart is concerned.</summary>
    public static bool IsOnRecord(MethodRow row, Situation situation) =>
        row.Action.Length > 0 && situation is not (NoToken or MadeUpToken or ExpiredToken) && Of(row, situation) is not (Open or Nothing);

    /// <summary>Who calls, by name: the situation's, or a role, or one of two programs.</summary>
    public static string ActorOf(MethodRow row, Situation situation) => situation switch
    {
        WrongRole => row.WrongRole,
        OutOfScope => row.IsInScope ? ApplicationElsewhere : Application,
        _ => situation.ToString(),
    };

    /// <summary>A program at the right site.</summary>
    public const string Application = "application";

    /// <summary>A program at a site that does not treat the patient.</summary>
    public const string ApplicationElsewhere = "application elsewhere";

    private static Expected OnChart(MethodRow row, Situation situation) =>
        situation == WrongRole || (situation == OutOfScope && !row.IsInScope) ? NotPermitted : NotFound;

    private static bool IsElsewhere(MethodRow row, Situation situation) => IsStaffElsewhere(situation) || (situation == OutOfScope && row.IsInScope);

    private static bool IsStaffElsewhere(Situation situation) => situation is WrongSite or ExpiredEmergency;
}
