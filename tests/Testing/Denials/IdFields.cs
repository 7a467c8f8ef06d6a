using Google.Protobuf.Reflection;
using static MedRecords.Testing.Denials.IdKind;

namespace MedRecords.Testing.Denials;

/// <summary>A field of a request, reached through its messages.</summary>
/// <param name="Steps">The fields on the way, the last one included.</param>
/// <param name="Kind">What it names.</param>
public sealed record IdPlace(IReadOnlyList<FieldDescriptor> Steps, IdKind Kind)
{
    /// <summary>The way, e.g. "grant.account".</summary>
    public string Path => string.Join('.', Steps.Select(step => step.Name));
}

/// <summary>
/// Which fields of requests name something. Every field that could is listed, whether it does or not, so that a new
/// one is noticed: a test fails for a field that is not here.
/// </summary>
public static class IdFields
{
    /// <summary>Messages of content: what an entry says is stored and shown, and nothing in it is looked up.</summary>
    private static readonly HashSet<string> _content = ["EntryContent"];

    // By message and field, or by field alone where it is the same everywhere.
    private static readonly Dictionary<string, IdKind> _kinds = new()
    {
        ["chart_id"] = Chart,
        ["entry_id"] = Entry,
        ["site"] = Site,
        ["staff_sites"] = Site,
        ["user"] = User,
        ["account"] = Account,
        ["operation_id"] = Operation,
        ["resume_token"] = Token,
        ["chunk"] = Bundle,
        ["RevokeRequest.id"] = Relation,
        ["ConfirmProxyRequest.id"] = Relation,
        ["WithdrawConsentRequest.id"] = Directive,
        ["ConsentDirective.id"] = Directive,
        ["EndEmergencyAccessRequest.id"] = IdKind.Emergency,
        ["ReviewEmergencyAccessRequest.id"] = IdKind.Emergency,
        ["ReleaseHoldRequest.id"] = Relation,
        ["SearchRequest.name"] = Patient,
        ["SearchRequest.identifier"] = Patient,
        ["Site.id"] = Site,
        ["DrainSiloRequest.name"] = Process,
        // Made by the service, whatever a request says.
        ["Grant.id"] = Data,
        ["Grant.given_by"] = Data,
        ["Proxy.id"] = Data,
        ["Proxy.invited_by"] = Data,
        ["ConsentDirective.set_by"] = Data,
        ["LegalHold.id"] = Data,
        ["LegalHold.set_by"] = Data,
        ["LegalHold.set_by_name"] = Data,
        ["LegalHold.released_by"] = Data,
        ["LegalHold.released_by_name"] = Data,
        // Words, dates, secrets and proofs.
        ["expected_version"] = Data,
        ["reason"] = Data,
        ["release_reason"] = Data,
        ["case_reference"] = Data,
        ["holder"] = Data,
        ["page_token"] = Data,
        ["review"] = Data,
        ["note"] = Data,
        ["function"] = Data,
        ["from"] = Data,
        ["before"] = Data,
        ["birth_date"] = Data,
        ["display_name"] = Data,
        ["institution"] = Data,
        ["password"] = Data,
        ["current_password"] = Data,
        ["new_password"] = Data,
        ["certificate_sha256"] = Data,
        ["Site.name"] = Data,
        ["size"] = Data,
        ["root"] = Data,
        ["signature"] = Data,
        ["Timestamp.seconds"] = Data,
    };

    /// <summary>The fields of a request that name something.</summary>
    public static IReadOnlyList<IdPlace> In(MessageDescriptor request) => [.. Walk(request, []).Where(place => place.Kind != Data)];

    /// <summary>Fields that could name something and are not listed, as "Message.field".</summary>
    public static IReadOnlyList<string> FindUnlisted(IEnumerable<MessageDescriptor> requests) =>
        [.. requests.SelectMany(Leaves).Where(field => KindOf(field) is null).Select(NameOf).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<IdPlace> Walk(MessageDescriptor message, IReadOnlyList<FieldDescriptor> steps)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            IReadOnlyList<FieldDescriptor> way = [.. steps, field];
            if (field.FieldType == FieldType.Message)
            {
                foreach (var place in Inside(field) ? Walk(field.MessageType, way) : [])
                    yield return place;
            }
            else if (CouldName(field))
            {
                yield return new IdPlace(way, KindOf(field) ?? throw new KeyNotFoundException($"IdFields does not say what {NameOf(field)} names."));
            }
        }
    }

    private static IEnumerable<FieldDescriptor> Leaves(MessageDescriptor message) => message.Fields.InDeclarationOrder().SelectMany(field =>
        field.FieldType == FieldType.Message ? (Inside(field) ? Leaves(field.MessageType) : []) : CouldName(field) ? [field] : Array.Empty<FieldDescriptor>());

    private static bool Inside(FieldDescriptor field) => !_content.Contains(field.MessageType.Name);

    private static bool CouldName(FieldDescriptor field) => field.FieldType is FieldType.String or FieldType.Bytes or FieldType.Int64 or FieldType.UInt64 or FieldType.Fixed64;

    private static string NameOf(FieldDescriptor field) => $"{field.ContainingType.Name}.{field.Name}";

    private static IdKind? KindOf(FieldDescriptor field) =>
        _kinds.TryGetValue(NameOf(field), out var kind) || _kinds.TryGetValue(field.Name, out kind) ? kind : null;
}
