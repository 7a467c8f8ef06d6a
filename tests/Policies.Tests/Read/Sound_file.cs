using MedRecords.Policies.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Policies.Tests.Read;

public sealed class Sound_file : Folder
{
    [Fact]
    public void Says_what_it_says()
    {
        var policy = ReadSound(Sound + """
              - role: records-office
                actions: [read, sign-in]
                only_deceased: true
            emergency: {minutes: 30, roles: [nurse]}
            effective_from: 2031-01-01T00:00:00+01:00
            rights:
              erasure: limited
            """);

        var expected = new Policy
        {
            Id = "here",
            Name = "Here",
            Roles =
            {
                new RoleRules { Role = Role.Administrator, Actions = { AccessAction.Administer } },
                new RoleRules { Role = Role.RecordsOffice, Actions = { AccessAction.Read, AccessAction.SignIn }, OnlyDeceased = true },
            },
            Emergency = new EmergencyRules { Minutes = 30, Roles = { Role.Nurse } },
            EffectiveFrom = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(new DateTimeOffset(2030, 12, 31, 23, 0, 0, TimeSpan.Zero)),
            Rights = new RightsRules { Erasure = RightExtent.Limited },
        };
        Assert.Equal(expected, policy);
    }

    [Fact]
    public void Every_word_of_every_enumeration_reads_as_its_value()
    {
        foreach (var type in Policy.Descriptor.File.EnumTypes.Concat(RecordsReflection.Descriptor.EnumTypes))
            foreach (var value in type.Values.Where(value => value.Number != 0))
                Assert.Equal(value.Number, Vocabulary.NumberOf(type, Vocabulary.WordOf(type, value.Number)));
        Assert.Equal("records-office", Vocabulary.WordOf(RecordsReflection.Descriptor.EnumTypes.Single(type => type.Name == "Role"), (int)Role.RecordsOffice));
    }
}
