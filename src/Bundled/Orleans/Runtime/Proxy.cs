using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>Makes references of one grain interface, by a class emitted on first use.</summary>
internal static class Proxy<TInterface>
{
    public static readonly Func<GrainClass, string, TInterface> Create = ProxyEmitter.Emit(typeof(TInterface)).CreateDelegate<Func<GrainClass, string, TInterface>>();
}

/// <summary>Emits, for a grain interface, a reference class and, for each method, a request class that carries the arguments.</summary>
internal static class ProxyEmitter
{
    private const MethodAttributes Implements = MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot;
    private const MethodAttributes Overrides = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig;
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static MethodInfo Emit(Type @interface)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"{@interface.Name}.Proxy"), AssemblyBuilderAccess.Run);
        foreach (var name in new[] { @interface.Assembly, typeof(ProxyEmitter).Assembly }.Distinct().Select(visible => visible.GetName().Name!))
            assembly.SetCustomAttribute(new(typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0], [name]));
        var module = assembly.DefineDynamicModule(@interface.Name);
        var proxy = module.DefineType($"{@interface.FullName}.Proxy", TypeAttributes.Sealed, typeof(GrainReference), [@interface]);
        foreach (var (method, index) in @interface.GetInterfaces().Append(@interface).SelectMany(type => type.GetMethods()).Select((method, index) => (method, index)))
        {
            Check(method);
            EmitMethod(proxy, method, EmitRequest(module, method, index));
        }

        EmitCreate(proxy, @interface);
        return proxy.CreateType().GetMethod("Create")!;
    }

    private static void Check(MethodInfo method)
    {
        var returned = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType;
        if (method is { IsStatic: false, IsGenericMethod: false }
            && (returned == typeof(Task) || returned == typeof(Task<>) || returned == typeof(IAsyncEnumerable<>))) return;
        throw new NotSupportedException($"{method.DeclaringType}.{method.Name} is no grain method: it must be an instance method without type parameters that returns a Task or an IAsyncEnumerable.");
    }

    private static ConstructorInfo EmitRequest(ModuleBuilder module, MethodInfo method, int index)
    {
        var answer = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(object);
        var parent = (IsEnumerable(method) ? typeof(Enumeration<>) : typeof(Request<>)).MakeGenericType(answer);
        var request = module.DefineType($"{method.DeclaringType!.FullName}.{method.Name}{index}", TypeAttributes.Sealed, parent);
        var kind = request.DefineField("Kind", typeof(RequestKind), FieldAttributes.Static | FieldAttributes.Public);
        var parameters = Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType);
        var fields = parameters.Select((type, i) => request.DefineField($"a{i}", type, FieldAttributes.Private)).ToArray();

        var constructor = request.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, kind);
        il.Emit(OpCodes.Call, parent.GetConstructors(Members)[0]);
        for (var i = 0; i < fields.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg, i + 1);
            il.Emit(OpCodes.Stfld, fields[i]);
            if (parameters[i] != typeof(CancellationToken) || IsEnumerable(method)) continue;
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg, i + 1);
            il.Emit(OpCodes.Call, typeof(Request).GetProperty(nameof(Request.Token))!.GetSetMethod(nonPublic: true)!);
        }

        il.Emit(OpCodes.Ret);
        EmitInvoke(request, parent, method, fields);
        request.CreateType().GetField("Kind")!.SetValue(null, new RequestKind(method));
        return constructor;
    }

    private static void EmitInvoke(TypeBuilder request, Type parent, MethodInfo method, FieldInfo[] fields)
    {
        var overridden = parent.GetMethod(IsEnumerable(method) ? "Open" : "Invoke", Members & ~BindingFlags.DeclaredOnly)!;
        var il = request.DefineMethod(overridden.Name, Overrides, overridden.ReturnType, [typeof(object)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder proxy, MethodInfo method, ConstructorInfo request)
    {
        var parameters = Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType);
        var implementation = proxy.DefineMethod($"{method.DeclaringType!.FullName}.{method.Name}", Implements, method.ReturnType, parameters);
        var il = implementation.GetILGenerator();
        if (!IsEnumerable(method)) il.Emit(OpCodes.Ldarg_0);
        for (var i = 1; i <= parameters.Length; i++) il.Emit(OpCodes.Ldarg, i);
        il.Emit(OpCodes.Newobj, request);
        if (IsEnumerable(method))
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, request.DeclaringType!.BaseType!.GetMethod("On")!);
        }
        else
        {
            il.Emit(OpCodes.Call, typeof(GrainReference).GetMethod(nameof(GrainReference.Send), Members)!);
            il.Emit(OpCodes.Castclass, method.ReturnType);
        }

        il.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(implementation, method);
    }

    private static void EmitCreate(TypeBuilder proxy, Type @interface)
    {
        Type[] parameters = [typeof(GrainClass), typeof(string)];
        var constructor = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(Members, parameters)!);
        il.Emit(OpCodes.Ret);

        il = proxy.DefineMethod("Create", MethodAttributes.Public | MethodAttributes.Static, @interface, parameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static bool IsEnumerable(MethodInfo method) =>
        method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);
}
