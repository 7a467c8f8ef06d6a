using System.Linq.Expressions;
using Google.Protobuf.Collections;
using MedRecords.V1;

namespace MedRecords.Fhir.Lenses;

// The rows that tables are made of: a JSON member's name and the field it goes to.
internal static class Row<T>
    where T : class
{
    public static Lens<T> Text(string name, Expression<Func<T, string>> field) => new TextLens<T>(name, new(field));

    public static Lens<T> Texts(string name, Func<T, RepeatedField<string>> field) => new TextsLens<T>(name, field);

    public static Lens<T> Decimal(string name, Expression<Func<T, string>> field) => new DecimalLens<T>(name, new(field));

    public static Lens<T> Flag(string name, Expression<Func<T, bool>> field) => new FlagLens<T>(name, new(field));

    public static Lens<T> Whole(string name, Expression<Func<T, int>> field) => new WholeLens<T>(name, new(field));

    public static Lens<T> Constant(string name, string constant) => new ConstantLens<T>(name, constant);

    public static Lens<T> Coding(string name, Expression<Func<T, Coding>> field) => Object(name, field, Shapes.Coding);

    public static Lens<T> Concept(string name, Expression<Func<T, CodeableConcept>> field) => Object(name, field, Shapes.Concept);

    public static Lens<T> Concepts(string name, Func<T, RepeatedField<CodeableConcept>> field) => Array(name, Each(field, Shapes.Concept));

    public static Lens<T> Quantity(string name, Expression<Func<T, Quantity>> field) => Object(name, field, Shapes.Quantity);

    public static Lens<T> Money(string name, Expression<Func<T, Money>> field) => Object(name, field, Shapes.Money);

    public static Lens<T> Reference(string name, Expression<Func<T, Reference>> field) => Object(name, field, Shapes.Reference);

    public static Lens<T> References(string name, Func<T, RepeatedField<Reference>> field) => Array(name, Each(field, Shapes.Reference));

    // An array of objects that each have a reference under the inner name, e.g. participant[].individual.
    public static Lens<T> References(string name, string inner, Func<T, RepeatedField<Reference>> field) =>
        Array(name, Each(field, new Shape<Reference>(new WrappedLens<Reference>(inner, Shapes.Reference))));

    public static Lens<T> Identifiers(string name, Func<T, RepeatedField<Identifier>> field) => Array(name, Each(field, Shapes.Identifier));

    public static Lens<T> Object<TSub>(string name, Expression<Func<T, TSub>> field, Shape<TSub> shape)
        where TSub : class, new() => new ObjectLens<T, TSub>(name, new(field), shape);

    // An object whose members belong to this message.
    public static Lens<T> Within(string name, params Lens<T>[] rows) => new WithinLens<T>(name, new(rows));

    // An array; each element goes to the first route that takes it.
    public static Lens<T> Array(string name, params Route<T>[] routes) => new ArrayLens<T>(name, routes);

    public static Route<T> Each<TItem>(Func<T, RepeatedField<TItem>> field, Shape<TItem> shape, Func<TItem, bool>? only = null)
        where TItem : class, new() => new EachRoute<T, TItem>(field, shape, only);

    // Each element is an object with a text of this name.
    public static Route<T> EachText(string name, Func<T, RepeatedField<string>> field, string? url = null) =>
        new EachTextRoute<T>(field, name, url);

    // The first element that has this shape, its members in this message.
    public static Route<T> One(params Lens<T>[] rows) => new OneRoute<T>(new(rows));

    // The first element, a message of its own.
    public static Route<T> First<TItem>(Expression<Func<T, TItem>> field, Shape<TItem> shape)
        where TItem : class, new() => new FirstRoute<T, TItem>(new(field), shape);

    // An extension with one value, to be used in an array named "extension": https://hl7.org/fhir/R4/extensibility.html
    public static Route<T> Extension(string url, Lens<T> value) => One(Constant("url", url), value);
}
