using MedRecords.Grains.Accounts;
using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>In which capacity somebody asks. Who has several is judged in each by itself.</summary>
/// <param name="Role">The role.</param>
/// <param name="Site">The site at which it is held; empty for patients and proxies.</param>
/// <param name="Institution">The institution that the site belongs to; empty for the one that runs the service.</param>
public readonly record struct Hat(Role Role, string Site, string Institution)
{
    /// <summary>The patient's.</summary>
    public static Hat Patient { get; } = new(Role.Patient, string.Empty, string.Empty);

    /// <summary>A proxy's.</summary>
    public static Hat Proxy { get; } = new(Role.Proxy, string.Empty, string.Empty);

    /// <summary>Whether it is held at work.</summary>
    public bool IsStaff => Role is not (Role.Patient or Role.Proxy);

    /// <summary>The capacities in which an account may ask for a chart, those for the own chart first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="accountId">Its id.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="site">Only those at this site; empty for all.</param>
    public static IEnumerable<Hat> Of(AccountState account, string accountId, ChartRelations chart, string site)
    {
        if (site.Length == 0 && account.ChartId.Length > 0 && account.ChartId == chart.Id)
            yield return Patient;
        foreach (var assignment in account.Assignments)
        {
            if (site.Length == 0 || assignment.Site == site)
                yield return new Hat(assignment.Role, assignment.Site, assignment.Institution);
        }

        if (site.Length == 0 && chart.HasProxy(accountId))
            yield return Proxy;
    }
}
