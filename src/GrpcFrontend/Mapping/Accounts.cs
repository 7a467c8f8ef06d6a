using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Requests on accounts as the commands that grains take.</summary>
internal static class Accounts
{
    private const int LeastPasswordLength = 12;
    private const int MaxAssignments = 1000;

    public static NewAccount ToCommand(this AddStaffRequest request) => new(
        Check.User(request.User),
        AccountKind.Staff,
        Check.Words(request.DisplayName, "display_name", 1, 200),
        FirstPassword(request.Password),
        MustChangePassword: !request.KeepPassword,
        Assignments(request.Assignments),
        ChartId: "",
        CertificateSha256: "");

    public static NewAccount ToCommand(this AddPatientAccountRequest request) => new(
        Check.User(request.User),
        AccountKind.Patient,
        DisplayName: request.User,
        FirstPassword(request.Password),
        MustChangePassword: !request.KeepPassword,
        Assignments: [],
        request.ChartId.Length == 0 ? request.ChartId : Check.ChartId(request.ChartId),
        CertificateSha256: "");

    public static NewAccount ToCommand(this AddApplicationRequest request) => new(
        Check.User(request.User),
        AccountKind.Application,
        Check.Words(request.DisplayName, "display_name", 1, 200),
        FirstPassword(request.Password),
        MustChangePassword: false,
        Assignments(request.Assignments),
        ChartId: "",
        Thumbprint(request.CertificateSha256));

    /// <summary>Roles to hold.</summary>
    public static IReadOnlyList<Assignment> Assignments(IReadOnlyList<Assignment> assignments)
    {
        Check.That(assignments.Count <= MaxAssignments, "assignments", $"must be at most {MaxAssignments}");
        foreach (var assignment in assignments)
        {
            Check.Site(assignment.Site, "assignments.site");
            Check.Known(assignment.Role, "assignments.role");
        }

        return assignments;
    }

    /// <summary>A password to use from now on.</summary>
    public static string NewPassword(string password, string field) => Check.Password(password, field, LeastPasswordLength);

    private static string FirstPassword(string password) => password.Length == 0 ? password : NewPassword(password, "password");

    // Kept in lower case, as client certificates are looked up.
    private static string Thumbprint(string hex)
    {
        Check.That(hex.Length is 0 or 64 && hex.All(char.IsAsciiHexDigit), "certificate_sha256", "must be 64 hexadecimal digits");
        return hex.ToLowerInvariant();
    }
}
