using Google.Protobuf;
using Grpc.Core;
using MedRecords.GrpcFrontend.Mapping;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>
/// Binds services as generated, but for one thing: bytes that are no message are refused as an invalid
/// request. They are read before any interceptor runs, and would otherwise end as a failure that says
/// nothing, with the status of an unknown outcome.
/// </summary>
/// <remarks>Each service names its method here in an attribute; gRPC calls it with a null service.</remarks>
internal static class StrictBinding
{
    /// <summary>Binds Charts.</summary>
    public static void Charts(ServiceBinderBase binder, V1.Charts.ChartsBase? service) => V1.Charts.BindService(new Binder(binder), service);

    /// <summary>Binds Sessions.</summary>
    public static void Sessions(ServiceBinderBase binder, V1.Sessions.SessionsBase? service) => V1.Sessions.BindService(new Binder(binder), service);

    /// <summary>Binds Directory.</summary>
    public static void Directory(ServiceBinderBase binder, V1.Directory.DirectoryBase? service) => V1.Directory.BindService(new Binder(binder), service);

    /// <summary>Binds Patients.</summary>
    public static void Patients(ServiceBinderBase binder, V1.Patients.PatientsBase? service) => V1.Patients.BindService(new Binder(binder), service);

    /// <summary>Binds ChangeFeed.</summary>
    public static void ChangeFeed(ServiceBinderBase binder, V1.ChangeFeed.ChangeFeedBase? service) => V1.ChangeFeed.BindService(new Binder(binder), service);

    /// <summary>Binds Access.</summary>
    public static void Access(ServiceBinderBase binder, V1.Access.AccessBase? service) => V1.Access.BindService(new Binder(binder), service);

    /// <summary>Binds Retention.</summary>
    public static void Retention(ServiceBinderBase binder, V1.Retention.RetentionBase? service) => V1.Retention.BindService(new Binder(binder), service);

    /// <summary>Binds Audit.</summary>
    public static void Audit(ServiceBinderBase binder, V1.Audit.AuditBase? service) => V1.Audit.BindService(new Binder(binder), service);

    /// <summary>Binds Operations.</summary>
    public static void Operations(ServiceBinderBase binder, V1.Operations.OperationsBase? service) => V1.Operations.BindService(new Binder(binder), service);

    /// <summary>Binds Cluster.</summary>
    public static void Cluster(ServiceBinderBase binder, V1.Cluster.ClusterBase? service) => V1.Cluster.BindService(new Binder(binder), service);

    private sealed class Binder(ServiceBinderBase inner) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(Strict(method), handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(Strict(method), handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(Strict(method), handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(Strict(method), handler);

        private static Method<TRequest, TResponse> Strict<TRequest, TResponse>(Method<TRequest, TResponse> method)
        {
            var read = method.RequestMarshaller.ContextualDeserializer;
            var strict = Marshallers.Create(method.RequestMarshaller.ContextualSerializer, context => Read(read, context));
            return new(method.Type, method.ServiceName, method.Name, strict, method.ResponseMarshaller);
        }

        private static T Read<T>(Func<DeserializationContext, T> read, DeserializationContext context)
        {
            try
            {
                return read(context);
            }
            catch (InvalidProtocolBufferException)
            {
                throw Errors.NotAMessage();
            }
        }
    }
}
