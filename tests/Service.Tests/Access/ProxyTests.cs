using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Access;

public sealed class ProxyOnSqlite(OnSqlite backend) : ProxyTests(backend), IClassFixture<OnSqlite>;

public sealed class ProxyOnPostgreSql(OnPostgreSql backend) : ProxyTests(backend), IClassFixture<OnPostgreSql>;

public abstract class ProxyTests(Backend backend)
{
    private const string BirthDate = "1970-01-02";

    [Fact]
    public async Task Sees_the_chart_once_the_birth_date_is_confirmed_and_until_revoked()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var (patient, proxy) = (await scene.RegisterAsync(isThePatient: true), await scene.RegisterAsync());
        var id = await InviteAsync(scene, patient, proxy);
        await scene.IsNotThereForAsync(proxy);

        await ConfirmAsync(scene, proxy, id, BirthDate);

        var demographics = (await scene.ReadAsync(proxy)).Demographics.Content.Demographics;
        Assert.Equal("Example", demographics.Names[0].Family);
        Assert.False(demographics.HasSocialSecurityNumber);
        await scene.RevokeAsync(patient, id);
        await scene.IsNotThereForAsync(proxy);
        await Refused.WithAsync(ErrorReason.NotFound, () => ConfirmAsync(scene, proxy, id, BirthDate));
    }

    [Fact]
    public async Task Is_void_after_three_wrong_answers_and_then_as_if_there_were_none()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var (patient, proxy, stranger) = (await scene.RegisterAsync(isThePatient: true), await scene.RegisterAsync(), await scene.RegisterAsync());
        var id = await InviteAsync(scene, patient, proxy);

        foreach (var guess in new[] { "1970-01-01", "1970-01-03", "1970" })
            await Refused.WithAsync(ErrorReason.InvalidRequest, () => ConfirmAsync(scene, proxy, id, guess));

        Assert.Equal(
            await Refused.ReasonAsync(() => ConfirmAsync(scene, stranger, id, BirthDate)),
            await Refused.ReasonAsync(() => ConfirmAsync(scene, proxy, id, BirthDate)));
        await scene.IsNotThereForAsync(proxy);
        var listed = await patient.Access.ListGrantsAsync(new ListGrantsRequest { ChartId = scene.Chart }, patient.Call);
        Assert.Equal((3, false), (listed.Proxies.Single().Mistakes, listed.Proxies.Single().Confirmed));
    }

    [Fact]
    public async Task Is_confirmed_by_nobody_but_the_one_invited()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        var (patient, proxy, stranger) = (await scene.RegisterAsync(isThePatient: true), await scene.RegisterAsync(), await scene.RegisterAsync());
        var id = await InviteAsync(scene, patient, proxy);

        await Refused.WithAsync(ErrorReason.NotFound, () => ConfirmAsync(scene, stranger, id, BirthDate));

        await scene.IsNotThereForAsync(stranger);
        await ConfirmAsync(scene, proxy, id, BirthDate);
    }

    [Fact]
    public async Task Sees_labelled_entries_where_the_invitation_says_so_alone()
    {
        var scene = await Situation.MakeAsync(backend.Service);
        await scene.NoteAsync("a canary", Sensitivity.Hiv);
        var (patient, narrow, wide) = (await scene.RegisterAsync(isThePatient: true), await scene.RegisterAsync(), await scene.RegisterAsync());

        await ConfirmAsync(scene, narrow, await InviteAsync(scene, patient, narrow), BirthDate);
        await ConfirmAsync(scene, wide, await InviteAsync(scene, patient, wide, Sensitivity.Hiv), BirthDate);

        Assert.DoesNotContain("a canary", (await scene.ReadAsync(narrow)).ToString());
        Assert.Contains("a canary", (await scene.ReadAsync(wide)).ToString());
    }

    private static async Task<string> InviteAsync(Situation scene, Person by, Person proxy, params Sensitivity[] labels)
    {
        var invited = new Proxy { Kind = ProxyKind.Family, Labels = { labels } };
        return (await by.Access.InviteProxyAsync(new InviteProxyRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, User = proxy.User, Proxy = invited }, by.Call)).Id;
    }

    private static Task ConfirmAsync(Situation scene, Person proxy, string id, string birthDate) =>
        proxy.Access.ConfirmProxyAsync(new ConfirmProxyRequest { OperationId = Clinic.NewId(), ChartId = scene.Chart, Id = id, BirthDate = birthDate }, proxy.Call).ResponseAsync;
}
