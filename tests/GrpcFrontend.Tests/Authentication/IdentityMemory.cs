using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.GrpcFrontend.Calls;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Authentication;

public class IdentityMemory
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Never_holds_more_than_it_may()
    {
        var memory = new IdentityCache(100, _time);

        for (var token = 0; token < 1000; token++) memory.Remember(Credential.OfToken($"t{token}"), Lasting);

        Assert.InRange(memory.Count, 1, 100);
    }

    [Fact]
    public void Keeps_who_calls_often_while_others_come_and_go()
    {
        var memory = new IdentityCache(100, _time);
        var regular = Credential.OfToken("regular");
        memory.Remember(regular, Lasting);

        for (var token = 0; token < 1000; token++)
        {
            memory.Remember(Credential.OfToken($"t{token}"), Lasting);
            Assert.NotNull(memory.Find(regular));
        }
    }

    [Fact]
    public void Forgets_at_the_moment_of_expiry()
    {
        var memory = new IdentityCache(100, _time);
        var credential = Credential.OfToken("short");
        memory.Remember(credential, Lasting with { ExpiresAt = _time.GetUtcNow().AddSeconds(10) });
        Assert.NotNull(memory.Find(credential));

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(memory.Find(credential));
    }

    private static Identity Lasting => new("account", "session", DateTimeOffset.MaxValue, "site");
}
