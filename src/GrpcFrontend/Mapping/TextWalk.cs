using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>
/// Goes through every string of a message, however deep. The parser refuses bytes that are no UTF-8; where
/// something before it put a mark in their place, nobody may take that for what the author wrote.
/// </summary>
/// <remarks>What a type of message holds is found out once; from then on the way through is calls of getters.</remarks>
internal abstract class TextWalk
{
    private static readonly ConcurrentDictionary<MessageDescriptor, TextWalk[]> Fields = new();

    private string _name = "";

    /// <summary>The path, from the message, of a string that is no text; null where all are.</summary>
    public static string? FindNoText(IMessage message)
    {
        foreach (var field in Fields.GetOrAdd(message.Descriptor, FieldsOf))
        {
            if (field.Find(message) is { } path) return $".{field._name}{path}";
        }

        return null;
    }

    /// <summary>The path below the field; empty where it is the field itself.</summary>
    protected abstract string? Find(IMessage message);

    private static TextWalk[] FieldsOf(MessageDescriptor type) => [.. type.Fields.InDeclarationOrder().Select(FieldOf).OfType<TextWalk>()];

    private static TextWalk? FieldOf(FieldDescriptor field)
    {
        var shape = field.FieldType switch
        {
            FieldType.String => field.IsRepeated ? typeof(Strings<>) : typeof(String<>),
            FieldType.Message => field.IsRepeated ? typeof(Messages<,>) : typeof(Message<>),
            _ => null,
        };
        if (shape is null) return null;
        Type[] arguments = shape == typeof(Messages<,>)
            ? [field.ContainingType.ClrType, field.MessageType.ClrType]
            : [field.ContainingType.ClrType];
        var getter = field.ContainingType.ClrType.GetProperty(field.PropertyName)!.GetMethod!;
        var walk = (TextWalk)Activator.CreateInstance(shape.MakeGenericType(arguments), getter)!;
        walk._name = field.Name;
        return walk;
    }

    private sealed class String<T>(MethodInfo getter) : TextWalk
        where T : IMessage
    {
        private readonly Func<T, string> _get = getter.CreateDelegate<Func<T, string>>();

        protected override string? Find(IMessage message) => Check.IsText(_get((T)message)) ? null : "";
    }

    private sealed class Strings<T>(MethodInfo getter) : TextWalk
        where T : IMessage
    {
        private readonly Func<T, RepeatedField<string>> _get = getter.CreateDelegate<Func<T, RepeatedField<string>>>();

        protected override string? Find(IMessage message)
        {
            var texts = _get((T)message);
            for (var index = 0; index < texts.Count; index++)
            {
                if (!Check.IsText(texts[index])) return $"[{index}]";
            }

            return null;
        }
    }

    private sealed class Message<T>(MethodInfo getter) : TextWalk
        where T : IMessage
    {
        private readonly Func<T, IMessage?> _get = getter.CreateDelegate<Func<T, IMessage?>>();

        protected override string? Find(IMessage message) => _get((T)message) is { } inner ? FindNoText(inner) : null;
    }

    private sealed class Messages<T, TInner>(MethodInfo getter) : TextWalk
        where T : IMessage
        where TInner : class, IMessage
    {
        private readonly Func<T, RepeatedField<TInner>> _get = getter.CreateDelegate<Func<T, RepeatedField<TInner>>>();

        protected override string? Find(IMessage message)
        {
            var inner = _get((T)message);
            for (var index = 0; index < inner.Count; index++)
            {
                if (FindNoText(inner[index]) is { } path) return $"[{index}]{path}";
            }

            return null;
        }
    }
}
