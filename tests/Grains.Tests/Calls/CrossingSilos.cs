using System.Reflection;
using Google.Protobuf;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Journal.Contract;

namespace MedRecords.Grains.Tests.Calls;

public sealed class CrossingSilos
{
    private static readonly Assembly Interfaces = typeof(IChartGrain).Assembly;

    /// <summary>A message without one fails only where a call goes to another silo.</summary>
    [Fact]
    public void Each_message_that_calls_name_has_a_converter()
    {
        var crossing = new HashSet<Type>();
        foreach (var grain in Interfaces.GetTypes().Where(t => t.IsInterface && t.IsAssignableTo(typeof(IGrain))))
        {
            foreach (var call in grain.GetMethods())
                Walk([call.ReturnType, .. call.GetParameters().Select(p => p.ParameterType)], crossing);
        }

        Assert.Equal(Messages(crossing), Messages(Interfaces.GetTypes().Select(Converted).OfType<Type>()));
    }

    /// <summary>A fault without one reaches a caller at another silo as one that says nothing.</summary>
    [Fact]
    public void Each_fault_of_the_journal_has_a_converter()
    {
        var faults = typeof(JournalUnavailableException).Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(Exception)));
        Assert.Equal(
            faults.Select(t => t.Name).Order(),
            typeof(ChartGrain).Assembly.GetTypes().Select(Converted).OfType<Type>().Where(t => t.IsAssignableTo(typeof(Exception))).Select(t => t.Name).Order());
    }

    /// <summary>Goes into lists, answers and records. What is inside a message travels with it.</summary>
    private static void Walk(IEnumerable<Type> types, HashSet<Type> seen)
    {
        foreach (var type in types)
        {
            if (!seen.Add(type) || type.IsAssignableTo(typeof(IMessage)))
                continue;
            Walk(type.HasElementType ? [type.GetElementType()!] : type.GetGenericArguments(), seen);
            if (type.Assembly == Interfaces && !type.IsEnum)
                Walk(type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.PropertyType), seen);
        }
    }

    private static IEnumerable<string> Messages(IEnumerable<Type> types) => types.Where(t => t.IsAssignableTo(typeof(IMessage))).Select(t => t.Name).Order();

    private static Type? Converted(Type type) => type.IsDefined(typeof(RegisterConverterAttribute), false)
        ? type.GetInterfaces().Single(i => i.GetGenericTypeDefinition() == typeof(IConverter<,>)).GetGenericArguments()[0]
        : null;
}
