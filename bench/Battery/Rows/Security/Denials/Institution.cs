using Grpc.Net.Client;
using MedRecords.Battery.Setup;
using MedRecords.V1;
using DirectoryClient = MedRecords.V1.Directory.DirectoryClient;

namespace MedRecords.Battery.Rows.Security.Denials;

/// <summary>An institution in a new service, whose administrator adds people one by one.</summary>
internal sealed class Institution
{
    /// <summary>A site that has nothing to do with the clinic's patients.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>A site where nothing happens.</summary>
    public const string Third = "third";

    private readonly DirectoryClient _directory;

    private Institution(GrpcChannel channel, Person administrator) => (Channel, Administrator, _directory) = (channel, administrator, new DirectoryClient(channel));

    /// <summary>The service.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>The administrator.</summary>
    public Person Administrator { get; private set; }

    /// <summary>Adds the sites.</summary>
    public static async Task<Institution> FoundAsync(GrpcChannel channel)
    {
        var institution = new Institution(channel, await Person.SignInAsync(channel, Staff.Administrator));
        foreach (var site in new[] { Staff.Site, Elsewhere, Third })
            await institution._directory.AddSiteAsync(new AddSiteRequest { Site = new Site { Id = site, Name = site } }, institution.Administrator.Call);
        return institution;
    }

    /// <summary>Signs the administrator in again.</summary>
    public async Task ReturnAsync() => Administrator = await Person.SignInAsync(Channel, Staff.Administrator);

    /// <summary>Adds a member of staff with some roles at a site, and signs them in.</summary>
    public async Task<Person> HireAsync(string user, string site, params Role[] roles)
    {
        var request = Staff.ToAdd(user, Role.Physician, site);
        request.Assignments.Clear();
        request.Assignments.Add(roles.Select(role => new Assignment { Site = site, Role = role }));
        await _directory.AddStaffAsync(request, Administrator.Call);
        return await Person.SignInAsync(Channel, user);
    }

    /// <summary>Adds a program, and signs it in.</summary>
    public async Task<Person> InstallAsync(string user, string site)
    {
        var request = new AddApplicationRequest { User = user, DisplayName = user, Password = Staff.Password, Assignments = { new Assignment { Site = site, Role = Role.Application } } };
        await _directory.AddApplicationAsync(request, Administrator.Call);
        return await Person.SignInAsync(Channel, user);
    }

    /// <summary>Adds a patient's account, or with no chart that of somebody who may become a proxy, and signs them in.</summary>
    public async Task<Person> EnrolAsync(string user, string chart)
    {
        await _directory.AddPatientAccountAsync(new AddPatientAccountRequest { User = user, Password = Staff.Password, ChartId = chart, KeepPassword = true }, Administrator.Call);
        return await Person.SignInAsync(Channel, user);
    }

    /// <summary>Disables an account.</summary>
    public async Task DisableAsync(Person person) => await _directory.SetEnabledAsync(new SetEnabledRequest { User = person.User }, Administrator.Call);
}
