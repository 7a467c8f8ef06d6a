using MedRecords.V1;

namespace MedRecords.Battery.Setup;

/// <summary>The people of the clinic.</summary>
internal static class Staff
{
    /// <summary>The one site.</summary>
    public const string Site = "clinic";

    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse battery staple";

    /// <summary>Who opens and imports charts.</summary>
    public const string RecordsOffice = "records";

    /// <summary>Who is there from the start.</summary>
    public const string Administrator = "admin";

    /// <summary>Who treats the patients.</summary>
    public static IReadOnlyList<string> Physicians { get; } = ["physician1", "physician2", "physician3", "physician4"];

    /// <summary>A request that adds a member of staff.</summary>
    public static AddStaffRequest ToAdd(string user, Role role, string site = Site) => new()
    {
        User = user,
        DisplayName = user,
        Password = Password,
        KeepPassword = true,
        Assignments = { new Assignment { Site = site, Role = role } },
    };
}
