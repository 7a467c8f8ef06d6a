using Google.Protobuf;
using Google.Protobuf.Reflection;
using MedRecords.V1;

namespace MedRecords.Fhir.Tests.Support;

// Entries in which every field has a value, so that a field without a row in its kind's table shows.
internal static class FullEntries
{
    public static IEnumerable<string> Kinds => Details.Select(detail => detail.Name);

    private static IEnumerable<FieldDescriptor> Details => EntryContent.Descriptor.Oneofs.Single(oneof => oneof.Name == "detail").Fields;

    public static EntryContent Empty(string kind)
    {
        var field = Details.Single(field => field.Name == kind);
        var content = new EntryContent();
        field.Accessor.SetValue(content, field.MessageType.Parser.ParseFrom(ByteString.Empty));
        return content;
    }

    public static EntryContent Full(string kind)
    {
        var content = Empty(kind);
        Fill(content, except: field => field.ContainingOneof is { IsSynthetic: false } || field.Name is "source" or "sensitivity");
        Fill((IMessage)Details.Single(field => field.Name == kind).Accessor.GetValue(content), except: _ => false);
        content.Sensitivity.AddRange([Sensitivity.Restricted, Sensitivity.Hiv]);
        if (content.Demographics is { } demographics) foreach (var name in demographics.OtherNames) name.Use = "maiden";
        return content;
    }

    private static void Fill(IMessage message, Func<FieldDescriptor, bool> except)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !except(field)))
        {
            if (field.IsRepeated) foreach (var item in new[] { "first", "second" }) ((System.Collections.IList)field.Accessor.GetValue(message)).Add(Value(field, item));
            else field.Accessor.SetValue(message, Value(field, "only"));
        }
    }

    private static object Value(FieldDescriptor field, string item)
    {
        if (field.FieldType == FieldType.Bool) return true;
        if (field.FieldType == FieldType.Int32) return 42;
        if (field.FieldType == FieldType.String) return field is { Name: "value", ContainingType.Name: "Quantity" or "Money" } ? "1.50" : $"{field.Name} {item}";
        var message = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        Fill(message, except: _ => false);
        return message;
    }
}
