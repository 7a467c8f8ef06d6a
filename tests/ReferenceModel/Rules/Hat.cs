using MedRecords.V1;

namespace MedRecords.ReferenceModel.Rules;

/// <summary>In what capacity somebody calls.</summary>
internal static class Hat
{
    /// <summary>Staff have a site, and with it an institution; patients and proxies have neither.</summary>
    public static bool HasSite(Case c) => c.Role is not (Role.Patient or Role.Proxy);
}
