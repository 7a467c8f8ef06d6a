using System.Linq.Expressions;
using System.Reflection;

namespace MedRecords.Fhir.Lenses;

// A field of a message, made from the property that the generated code has for it: tables then name each
// field once.
internal sealed class Field<T, TValue>
{
    private readonly Action<T, TValue> set;

    public Field(Expression<Func<T, TValue>> property)
    {
        var info = (PropertyInfo)((MemberExpression)property.Body).Member;
        Get = info.GetMethod!.CreateDelegate<Func<T, TValue>>();
        set = info.SetMethod!.CreateDelegate<Action<T, TValue>>();
        Has = typeof(T).GetProperty("Has" + info.Name)?.GetMethod is { } has
            ? has.CreateDelegate<Func<T, bool>>()
            : source => Get(source) is not (null or "");
    }

    public Func<T, TValue> Get { get; }

    public Func<T, bool> Has { get; }

    // False where the field cannot tell the value from none, as a field without presence cannot for "".
    public bool TrySet(T target, TValue value)
    {
        set(target, value);
        return Has(target);
    }
}
