using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Finds the class behind a grain interface among the assemblies the host is made of.</summary>
internal static class GrainClassFinder
{
    private static readonly ConcurrentDictionary<Type, Type> Found = new();

    public static Type Find(Type @interface) => Found.GetOrAdd(@interface, static wanted =>
    {
        var classes = Assemblies().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(Grain)) && type.IsAssignableTo(wanted))
            .ToArray();
        if (classes.Length > 1 && Array.Find(classes, type => "I" + type.Name == wanted.Name) is { } namesake) return namesake;
        return classes.Length == 1 ? classes[0] : throw new ArgumentException(
            $"{wanted} needs one grain class, but {classes.Length} implement it.");
    });

    /// <summary>The loaded assemblies and those they refer to, as far as they know of grains.</summary>
    private static IEnumerable<Assembly> Assemblies()
    {
        var own = typeof(GrainClassFinder).Assembly;
        var seen = new HashSet<string>();
        var left = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        while (left.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly.FullName!) || IsPlatform(assembly.GetName())) continue;
            var references = assembly.GetReferencedAssemblies();
            foreach (var reference in references.Where(reference => !IsPlatform(reference) && !seen.Contains(reference.FullName)))
            {
                if (TryLoad(reference) is { } loaded) left.Enqueue(loaded);
            }

            if (references.Any(reference => reference.Name == own.GetName().Name)) yield return assembly;
        }
    }

    private static bool IsPlatform(AssemblyName name) =>
        name.Name is "netstandard" or "mscorlib" || name.Name!.StartsWith("System.", StringComparison.Ordinal) || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
