using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Finds the class behind a grain interface among the assemblies the host is made of.</summary>
internal static class GrainClassFinder
{
    private static readonly ConcurrentDictionary<(Type Interface, string? Prefix), Type> Found = new();

    public static Type Find(Type @interface, string? prefix) => Found.GetOrAdd((@interface, prefix), static wanted =>
    {
        var classes = Assemblies().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IGrainBase)))
            .Where(type => type.IsAssignableTo(wanted.Interface))
            .Where(type => wanted.Prefix is null || type.FullName!.StartsWith(wanted.Prefix, StringComparison.Ordinal))
            .ToArray();
        if (classes.Length > 1 && Array.Find(classes, type => "I" + type.Name == wanted.Interface.Name) is { } namesake) return namesake;
        return classes.Length == 1 ? classes[0] : throw new ArgumentException(
            $"{wanted.Interface} needs one grain class{(wanted.Prefix is null ? "" : $" in {wanted.Prefix}")}, but {classes.Length} implement it.");
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
