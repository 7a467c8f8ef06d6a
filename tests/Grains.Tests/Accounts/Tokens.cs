using System.Text;
using MedRecords.Grains.Accounts;
using MedRecords.Journal.Sealing;
using Microsoft.IdentityModel.Tokens;

namespace MedRecords.Grains.Tests.Accounts;

public class Tokens
{
    private readonly SessionTokens _tokens = new(DataKey.Generate(), TimeProvider.System);

    [Fact]
    public async Task Of_ours_say_who_and_which_session()
    {
        var token = _tokens.Write("account", "session", DateTimeOffset.UtcNow.AddMinutes(1));

        Assert.True(_tokens.IsOurs(token));
        var identity = await _tokens.ReadAsync(token);
        Assert.Equal(("account", "session"), (identity!.Account, identity.Session));
    }

    public static TheoryData<string> Malformed => new(
        "", ".", "..", "a", "a.b.c", "1abc.def.ghi", "abc.def.ghi.jkl.mno", new string('a', 3) + ".." + new string('b', 8000),
        Of("""{"alg":"HS256"}""", "not json"),
        Of("not json", """{"iss":"medrecords"}"""),
        Of("{}", "{}"), Of("[]", "[]"), Of("1", "\"x\""), Of("null", "null"), Of("", ""),
        Of("""{"alg":5}""", """{"iss":5}"""),
        Of("""{"alg":"HS256"}""", """{"iss":["medrecords"]}"""),
        Of("""{"alg":"HS256"}""", """{"iss":{"a":1}}"""),
        Of("""{"alg":"HS256"}""", """{"iss":"medrecords","exp":"soon","sub":[],"sid":7}"""),
        Of("""{"alg":"none"}""", """{"iss":"medrecords","aud":"medrecords"}"""),
        Of("""{"alg":"HS256","crit":[1]}""", "{\"iss\":\"\\ud800\"}"),
        Of("""{"alg":"dir","enc":"x"}""", "{") + ".x.y");

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Of_any_form_are_answered_without_a_fault(string token)
    {
        _ = _tokens.IsOurs(token);
        Assert.Null(await _tokens.ReadAsync(token));
    }

    private static string Of(string header, string payload) =>
        $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(header))}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload))}.c2ln";
}
