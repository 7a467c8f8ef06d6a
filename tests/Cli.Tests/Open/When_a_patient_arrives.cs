using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Open;

public sealed class When_a_patient_arrives : Situation
{
    [Fact]
    public async Task The_chart_says_who_the_patient_is()
    {
        var finished = await Caller.RunAsync(
            "open", "--family", "O'Brien", "--given", "Maeve", "--given", "Ann", "--birth-date", "1958-03-07", "--gender", "female", "--mrn", "H-77",
            "--ssn-file", Caller.Write("ssn", "999-12-3456\n"), "--address", "4 Mill Lane", "--city", "Lowell", "--marital-status", "widowed", "--phone", "555-0101", "--json");

        Assert.Equal(0, finished.Code);
        var patient = State.Charts[finished.Lines.Single()["chartId"]!.GetValue<string>()].Entries.Single().Content.Demographics;
        Assert.Equal(("O'Brien", "Maeve Ann", "1958-03-07", "female"), (patient.Names[0].Family, string.Join(' ', patient.Names[0].Given), patient.BirthDate, patient.Gender));
        Assert.Equal(("H-77", "999-12-3456", "Lowell", "W", "555-0101"), (patient.Identifiers[0].Value, patient.SocialSecurityNumber, patient.Addresses[0].City, patient.MaritalStatus.Codings[0].Code, patient.Telecoms[0].Value));
    }

    [Fact]
    public async Task A_patient_without_a_name_is_a_usage_error() => Assert.Equal(2, (await Caller.RunAsync("open", "--birth-date", "1958-03-07")).Code);
}
