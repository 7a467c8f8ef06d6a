using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>One call as the filters around it see it.</summary>
public interface IGrainCallContext
{
    /// <summary>Gets the identity of the grain that is called.</summary>
    GrainId TargetId { get; }

    /// <summary>Gets the grain that is called.</summary>
    object Grain { get; }

    /// <summary>Gets the method of the grain interface that is called.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>Gets the full name of the grain interface.</summary>
    string InterfaceName { get; }

    /// <summary>Gets the name of the method that is called.</summary>
    string MethodName { get; }

    /// <summary>Gets or sets what the caller will receive.</summary>
    object? Result { get; set; }

    /// <summary>Runs the next filter or, after the last one, the grain's method.</summary>
    Task Invoke();
}

/// <summary>One call as the filters on the grain's side see it.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext;

/// <summary>Code that runs around every call to a grain of this host.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Handles a call and decides whether it goes on to the grain.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
