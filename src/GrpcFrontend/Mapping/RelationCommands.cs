using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Requests on relations and consents as the changes that a chart's grain takes.</summary>
internal static class RelationCommands
{
    private const int MaxWords = 500;
    private const int MaxValues = 64;

    /// <param name="request">The request.</param>
    /// <param name="account">The account that its user name stands for; empty where it has none.</param>
    public static GiveGrant ToChange(this GrantRequest request, string account)
    {
        var grant = request.Grant?.Clone() ?? throw Errors.Invalid("grant", "must be given");
        if (account.Length > 0) grant.Account = account;
        Check.That(grant.ToCase != Grant.ToOneofCase.None, "grant", "must name an account or a site, or the request a user");
        if (grant.ToCase == Grant.ToOneofCase.Site) Check.Site(grant.Site, "grant.site");
        Check.Known(grant.Kind, "grant.kind");
        Each(grant.Kinds, "grant.kinds");
        Check.Words(grant.Reason, "grant.reason", 1, MaxWords);
        Term(grant.Validity, "grant.validity");
        return new(Check.OperationId(request.OperationId), grant);
    }

    /// <param name="request">The request.</param>
    /// <param name="account">The account that its user name stands for; empty where it has none.</param>
    public static SetTeamMember ToChange(this SetCareTeamMemberRequest request, string account)
    {
        var member = request.Member?.Clone() ?? throw Errors.Invalid("member", "must be given");
        if (account.Length > 0) member.Account = account;
        Check.That(member.Account.Length > 0, "member.account", "must be given, or the request's user");
        Check.Words(member.Function, "member.function", 1, MaxWords);
        Term(member.Validity, "member.validity");
        return new(Check.OperationId(request.OperationId), member);
    }

    public static SetProtection ToChange(this SetProtectionRequest request)
    {
        var protection = request.Protection ?? new ChartProtection();
        Check.That(protection.StaffSites.Count <= MaxValues, "protection.staff_sites", $"must be at most {MaxValues}");
        foreach (var site in protection.StaffSites) Check.Site(site, "protection.staff_sites");
        return new(Check.OperationId(request.OperationId), protection);
    }

    /// <param name="request">The request.</param>
    /// <param name="account">The account that its user name stands for; empty where it has none.</param>
    public static InviteProxy ToChange(this InviteProxyRequest request, string account)
    {
        var proxy = request.Proxy?.Clone() ?? throw Errors.Invalid("proxy", "must be given");
        if (account.Length > 0) proxy.Account = account;
        Check.That(proxy.Account.Length > 0, "proxy.account", "must be given, or the request's user");
        Check.Known(proxy.Kind, "proxy.kind");
        Each(proxy.Kinds, "proxy.kinds");
        Each(proxy.Labels, "proxy.labels");
        Term(proxy.Validity, "proxy.validity");
        return new(Check.OperationId(request.OperationId), proxy);
    }

    public static ConfirmProxy ToChange(this ConfirmProxyRequest request) => new(
        Check.OperationId(request.OperationId),
        Id(request.Id),
        Check.Words(request.BirthDate, "birth_date", 4, 10));

    /// <param name="request">The request.</param>
    /// <param name="account">The account that its user name stands for; empty where it has none.</param>
    public static SetConsent ToChange(this SetConsentRequest request, string account)
    {
        var directive = request.Directive?.Clone() ?? throw Errors.Invalid("directive", "must be given");
        if (account.Length > 0) directive.Account = account;
        if (directive.Id.Length > 0) Id(directive.Id);
        Check.Known(directive.Effect, "directive.effect");
        if (directive.GranteeCase == ConsentDirective.GranteeOneofCase.Role) Check.Known(directive.Role, "directive.role");
        if (directive.GranteeCase == ConsentDirective.GranteeOneofCase.Site) Check.Site(directive.Site, "directive.site");
        if (directive.GranteeCase == ConsentDirective.GranteeOneofCase.Institution) Check.Words(directive.Institution, "directive.institution", 0, MaxWords);
        Each(directive.ExceptRoles, "directive.except_roles");
        Each(directive.Kinds, "directive.kinds");
        Each(directive.Labels, "directive.labels");
        Each(directive.Purposes, "directive.purposes");
        Term(directive.Validity, "directive.validity");
        return new(Check.OperationId(request.OperationId), directive);
    }

    public static EndRelation ToChange(this RevokeRequest request)
    {
        Check.Printable(request.Id, "id", 1, MaxValues);
        return new(Check.OperationId(request.OperationId), request.Id);
    }

    public static WithdrawConsent ToChange(this WithdrawConsentRequest request) => new(Check.OperationId(request.OperationId), Id(request.Id));

    public static StartEmergency ToChange(this StartEmergencyAccessRequest request) => new(
        Check.OperationId(request.OperationId),
        Check.OptionalSite(request.Site),
        Check.Words(request.Reason, "reason", 1, MaxWords));

    public static EndEmergency ToChange(this EndEmergencyAccessRequest request) => new(Check.OperationId(request.OperationId), Id(request.Id));

    public static ReviewEmergency ToChange(this ReviewEmergencyAccessRequest request) => new(
        Check.OperationId(request.OperationId),
        Id(request.Id),
        request.Justified,
        Check.Words(request.Review, "review", 1, 2000));

    /// <param name="request">The request.</param>
    /// <param name="account">The account that its user name stands for; empty for the caller.</param>
    public static ExplainQuery ToQuery(this ExplainRequest request, string account)
    {
        Check.That(request.EntryId >= 0, "entry_id", "must not be negative");
        Check.That(Enum.IsDefined(request.Purpose), "purpose", "must be a known value");
        return new(account, Check.Known(request.Action, "action"), request.Purpose, request.EntryId);
    }

    // One that could not be one is answered as one that is not there.
    public static string Id(string id) => id.Length == 16 && id.All(char.IsAsciiHexDigitLower) ? id : throw Errors.NotFound();

    public static void Each<T>(IReadOnlyCollection<T> values, string field)
        where T : struct, Enum
    {
        Check.That(values.Count <= MaxValues, field, $"must be at most {MaxValues}");
        foreach (var value in values) Check.Known(value, field);
    }

    private static void Term(Validity? validity, string field)
    {
        var (from, until) = (Moments.ToMoment(validity?.From, $"{field}.from"), Moments.ToMoment(validity?.Until, $"{field}.until"));
        Check.That(from is null || until is null || from < until, field, "must end after it begins");
    }
}
