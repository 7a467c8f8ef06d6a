using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Admission;
using MedRecords.GrpcFrontend.Calls;
using MedRecords.GrpcFrontend.Tests.Server;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Authentication;

public class ClientCertificate
{
    private readonly StubGrains _grains = new();
    private readonly X509Certificate2 _certificate =
        new CertificateRequest("CN=program", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    public ClientCertificate() => _grains.Sessions.On(nameof(ISessionsGrain.IdentifyCertificateAsync), _ =>
        Task.FromResult<Answer<Identity>>(new Identity("program-1", "", DateTimeOffset.MaxValue, "site-1")));

    [Fact]
    public async Task Stands_for_its_program_where_there_is_no_token()
    {
        var authenticator = Make();

        var first = await authenticator.AuthenticateAsync(new HttpCall(Http()));
        var second = await authenticator.AuthenticateAsync(new HttpCall(Http()));

        Assert.Equal("program-1", first.Caller.Account);
        Assert.Equal("", second.Caller.Session);
        Assert.Equal("site-1", second.Share);
        Assert.Equal(
            [Convert.ToHexStringLower(SHA256.HashData(_certificate.RawData))],
            _grains.Sessions.Arguments<string>(nameof(ISessionsGrain.IdentifyCertificateAsync)));
    }

    [Fact]
    public async Task Does_not_stand_in_for_a_wrong_token()
    {
        var http = Http();
        http.Request.Headers.Authorization = "Bearer wrong";
        var authenticator = Make();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => authenticator.AuthenticateAsync(new HttpCall(http)).AsTask());

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        Assert.Empty(_grains.Sessions.Arguments<string>(nameof(ISessionsGrain.IdentifyCertificateAsync)));
    }

    private Authenticator Make() =>
        new(_grains.Factory, new IdentityCache(16, TimeProvider.System), TestGates.Make(), new Strangers(TimeProvider.System), TimeProvider.System);

    private DefaultHttpContext Http() => new() { Connection = { ClientCertificate = _certificate } };
}
