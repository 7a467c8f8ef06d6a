using Grpc.Core;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Support;

/// <summary>Someone who is signed in, with a client for each service.</summary>
public sealed class Person(ServiceProcess service, string token, string user, string password)
{
    public string User => user;

    public string Password => password;

    public string Token => token;

    public V1.Charts.ChartsClient Charts { get; } = new(service.Channel);

    public V1.Directory.DirectoryClient Directory { get; } = new(service.Channel);

    public V1.Patients.PatientsClient Patients { get; } = new(service.Channel);

    public V1.Sessions.SessionsClient Sessions { get; } = new(service.Channel);

    public V1.Audit.AuditClient Audit { get; } = new(service.Channel);

    public V1.ChangeFeed.ChangeFeedClient Feed { get; } = new(service.Channel);

    public V1.Operations.OperationsClient Operations { get; } = new(service.Channel);

    public V1.Access.AccessClient Access { get; } = new(service.Channel);

    public V1.Cluster.ClusterClient Cluster { get; } = new(service.Channel);

    /// <summary>Call options with this person's token and a deadline.</summary>
    public CallOptions Call => new(new Metadata { { "authorization", $"Bearer {token}" } }, DateTime.UtcNow.AddSeconds(60));

    /// <summary>The same, asking for somebody else.</summary>
    public CallOptions CallFor(string user)
    {
        var call = Call;
        call.Headers!.Add("x-on-behalf-of", user);
        return call;
    }

    /// <summary>The same person at another silo.</summary>
    public Person At(ServiceProcess other) => new(other, token, user, password);

    public static async Task<Person> SignInAsync(ServiceProcess service, string user, string password)
    {
        var answer = await new V1.Sessions.SessionsClient(service.Channel).SignInAsync(
            new SignInRequest { User = user, Password = password }, deadline: DateTime.UtcNow.AddSeconds(60));
        return new Person(service, answer.Token, user, password);
    }
}

/// <summary>A service with an administrator and what a test needs set up in it. Names are new for every clinic.</summary>
public sealed class Clinic
{
    private const string Password = "a password for the staff";
    private static int _number;

    private readonly string _suffix = $"{Interlocked.Increment(ref _number)}-{Guid.NewGuid():N}"[..12];

    private Clinic(ServiceProcess service, Person admin)
    {
        Service = service;
        Admin = admin;
        Site = $"site-{_suffix}";
    }

    public ServiceProcess Service { get; }

    public Person Admin { get; }

    public string Site { get; }

    public static async Task<Clinic> OpenAsync(ServiceProcess service)
    {
        var clinic = new Clinic(service, await Person.SignInAsync(service, "admin", ServiceProcess.AdminPassword));
        await clinic.AddSiteAsync(clinic.Site);
        return clinic;
    }

    public async Task<string> AddSiteAsync(string id)
    {
        await Admin.Directory.AddSiteAsync(new AddSiteRequest { Site = new Site { Id = id, Name = $"Site {id}" } }, Admin.Call);
        return id;
    }

    public async Task<Person> HireAsync(Role role, string? site = null)
    {
        var user = $"{role}-{site ?? Site}-{Guid.NewGuid():N}".ToLowerInvariant()[..50];
        await Admin.Directory.AddStaffAsync(
            new AddStaffRequest
            {
                User = user,
                DisplayName = $"The {role}",
                Password = Password,
                KeepPassword = true,
                Assignments = { new Assignment { Site = site ?? Site, Role = role } },
            },
            Admin.Call);
        return await Person.SignInAsync(Service, user, Password);
    }

    public async Task<string> OpenChartAsync(Person by, string family = "Example", string operation = "")
    {
        var answer = await by.Charts.OpenChartAsync(
            new OpenChartRequest { OperationId = operation.Length > 0 ? operation : NewId(), Site = Site, Demographics = Samples.Patient(family) }, by.Call);
        return answer.ChartId;
    }

    public static string NewId() => Guid.NewGuid().ToString();
}

/// <summary>Content of entries.</summary>
public static class Samples
{
    public static EntryContent Patient(string family) => new()
    {
        Demographics = new Demographics
        {
            Names = { new HumanName { Family = family, Given = { "Alex" } } },
            BirthDate = "1970-01-02",
            SocialSecurityNumber = "999-00-1234",
            Telecoms = { new ContactPoint { System = "phone", Value = "555-0100" } },
            Identifiers = { new Identifier { System = "urn:test", Value = $"MRN-{family}" } },
        },
    };

    public static EntryContent Note(string text) => new() { Note = new Note { Text = text } };

    public static EntryContent Pulse(string value, string at = "2024-05-06T07:08:09Z") => new()
    {
        Code = new CodeableConcept { Codings = { new Coding { System = "http://loinc.org", Code = "8867-4", Display = "Heart rate" } } },
        Time = new ClinicalTime { Start = at },
        Status = "final",
        Observation = new Observation { Quantity = new Quantity { Value = value, Unit = "/min" } },
    };

    public static AppendEntriesRequest Append(string chart, params EntryContent[] entries) =>
        new() { OperationId = Clinic.NewId(), ChartId = chart, Entries = { entries } };
}

/// <summary>What a refused call says.</summary>
public static class Refused
{
    /// <summary>The reason of a call that must be refused.</summary>
    public static async Task<(StatusCode Status, string Reason, string Message)> ReasonAsync(Func<Task> call)
    {
        return Read(await Assert.ThrowsAsync<RpcException>(call));
    }

    public static (StatusCode Status, string Reason, string Message) Read(RpcException refused)
    {
        var details = refused.Trailers.GetValueBytes("grpc-status-details-bin");
        var reason = string.Empty;
        if (details is not null)
        {
            foreach (var any in Google.Rpc.Status.Parser.ParseFrom(details).Details)
            {
                if (any.TryUnpack<Google.Rpc.ErrorInfo>(out var info))
                    reason = info.Reason;
            }
        }

        return (refused.StatusCode, reason, refused.Status.Detail);
    }

    public static async Task<string> WithAsync(ErrorReason expected, Func<Task> call)
    {
        var (_, reason, message) = await ReasonAsync(call);
        Assert.Equal(expected, Enum.GetValues<ErrorReason>().Single(r => OriginalName(r) == reason));
        return message;
    }

    /// <summary>The name that a reason has in the proto.</summary>
    public static string OriginalName(ErrorReason reason) =>
        ErrorsReflection.Descriptor.EnumTypes.Single(e => e.Name == "ErrorReason").FindValueByNumber((int)reason)!.Name;
}
