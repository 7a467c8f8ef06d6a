using Google.Protobuf;
using MedRecords.Grains.Access;
using MedRecords.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Access;

public sealed class Masking
{
    [Fact]
    public void Every_detail_is_masked_for_a_role_that_is_cleared_for_none()
    {
        var entry = new Entry { Content = new EntryContent { Demographics = Everything(), Source = new Source { Remainder = ByteString.CopyFromUtf8("{}") } } };

        DetailMask.Apply(entry, new RoleRights(new RoleRules()), "1980-01-01");

        Assert.Equal(Enum.GetValues<ConfidentialDetail>().Where(d => d != ConfidentialDetail.Unspecified).Order(), entry.Masked.Order());
        Assert.Equal(new Demographics { Identifiers = { new Identifier { Value = "7" } }, Gender = "female" }, entry.Content.Demographics);
        Assert.Empty(entry.Content.Source.Remainder);
    }

    [Fact]
    public void A_role_that_is_cleared_for_all_sees_all()
    {
        var entry = new Entry { Content = new EntryContent { Demographics = Everything() } };
        var before = entry.Clone();

        DetailMask.Apply(entry, Rights(Role.RecordsOffice), "1980-01-01");

        Assert.Equal(before, entry);
    }

    [Theory]
    [InlineData("2000-06-15", "2018-06-14", false)]
    [InlineData("2000-06-15", "2018-06-15", true)]
    [InlineData("2000-06-15", "2017-12-31", false)]
    [InlineData("2000-06-15", "2019", true)]
    [InlineData("", "2019", true)]
    [InlineData("2000-06-15", "", true)]
    public void Weight_is_a_detail_from_the_day_of_coming_of_age(string born, string at, bool masked)
    {
        var entry = new Entry
        {
            Content = new EntryContent
            {
                Code = new CodeableConcept { Codings = { new Coding { Code = "29463-7" } } },
                Time = new ClinicalTime { Start = at },
                Observation = new Observation { Quantity = new Quantity { Value = "70" } },
            },
        };

        DetailMask.Apply(entry, Rights(Role.Registration), born);

        Assert.Equal(masked, entry.Content.Observation.Quantity is null);
        Assert.Equal(masked, entry.Masked.Contains(ConfidentialDetail.HeightAndWeight));
    }

    private static Demographics Everything() => new()
    {
        Names = { new HumanName { Family = "F" } },
        OtherNames = { new HumanName { Family = "O" } },
        Identifiers = { new Identifier { Value = "7" } },
        SocialSecurityNumber = "1",
        BirthDate = "1980-01-01",
        BirthTime = "01:02",
        BirthPlace = new Address { City = "C" },
        Gender = "female",
        Addresses = { new Address { City = "C" } },
        Telecoms = { new ContactPoint { Value = "5" } },
        MaritalStatus = new CodeableConcept { Text = "M" },
        Races = { new CodeableConcept { Text = "R" } },
        Ethnicities = { new CodeableConcept { Text = "E" } },
        Height = new Quantity { Value = "1" },
        Weight = new Quantity { Value = "1" },
        EyeColor = "e",
        HairColor = "h",
        PhysicalCharacteristics = { "s" },
    };
}
