using System.Text;
using MedRecords.Battery.Rows.Security.Canaries;

namespace MedRecords.Battery.Tests.Canaries;

/// <summary>Values in the clear, in the forms in which they could be.</summary>
public class Search
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Finds_a_word_in_base64_wherever_it_begins(int before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + Canary.Name + "yz"));

        Assert.Contains(Canary.FindIn(Encoding.ASCII.GetBytes(encoded)), found => found.StartsWith(Canary.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Finds_a_word_in_every_other_form()
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(Canary.Text), Encoding.Unicode.GetBytes(Canary.Text), Encoding.BigEndianUnicode.GetBytes(Canary.Text), Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(Canary.Text))) })
            Assert.NotEmpty(Canary.FindIn([1, 2, .. bytes, 3]));
    }

    [Fact]
    public void Finds_nothing_where_nothing_is() =>
        Assert.Empty(Canary.FindIn(Encoding.UTF8.GetBytes("Zqxkvw, 987-65-432, and so on")));
}
