using Grpc.Core;

namespace MedRecords.GrpcFrontend.Mapping;

/// <summary>Where in a request some content is. Its name is put together only when something is wrong with it.</summary>
/// <param name="Field">The request's field.</param>
/// <param name="Index">The place in the field where it is a list; negative where it is none.</param>
internal readonly record struct FieldPlace(string Field, int Index = -1)
{
    /// <summary>Refuses unless the condition holds.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="path">The way from the content to the field, beginning with a dot; empty for the content itself.</param>
    /// <param name="rule">What must be so.</param>
    public void That(bool holds, string path, string rule)
    {
        if (!holds) throw Broken(path, rule);
    }

    /// <summary>The refusal.</summary>
    public RpcException Broken(string path, string rule) => Errors.Invalid(Index < 0 ? $"{Field}{path}" : $"{Field}[{Index}]{path}", rule);
}
