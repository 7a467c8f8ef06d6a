using System.Net;
using Grpc.Core;
using MedRecords.Battery.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedRecords.Battery.Hosts;

/// <summary>What a bare host answers with.</summary>
internal enum BareKind
{
    /// <summary>A unary gRPC call that does nothing, over the stack under test.</summary>
    Grpc,

    /// <summary>A Kestrel handler that does nothing.</summary>
    Kestrel,
}

/// <summary>The sub-command that runs a server which does nothing: the yardstick for calls.</summary>
internal static class BareHost
{
    /// <summary>Name of the sub-command.</summary>
    public const string Name = "bare-host";

    /// <summary>How long to call such a server before its code is compiled for good.</summary>
    public const int WarmupSeconds = 6;

    /// <summary>Path of the empty call.</summary>
    public const string CallPath = "/medrecords.battery.v1.Bare/Call";

    /// <summary>Starts such a server in a process of its own, with a runtime set up as the service's.</summary>
    public static Task<ServerProcess> StartAsync(BareKind kind, int port)
    {
        var command = Self.Command(Name, kind.ToString(), port.ToString());
        command.Environment["DOTNET_gcServer"] = "1";
        return ServerProcess.StartAsync(command);
    }

    /// <summary>Runs the server until it is told to stop.</summary>
    public static async Task<int> RunAsync(BareKind kind, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        if (kind == BareKind.Grpc)
            builder.Services.AddGrpc();
        await using var app = builder.Build();
        if (kind == BareKind.Grpc)
            app.MapGrpcService<BareService>();
        else
            app.Run(_ => Task.CompletedTask);
        await app.StartAsync();
        Console.Out.WriteLine($"Ready on port {port}.");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private sealed class BareService : Bare.BareBase
    {
        private static readonly Task<CallResponse> _nothing = Task.FromResult(new CallResponse());

        public override Task<CallResponse> Call(CallRequest request, ServerCallContext context) => _nothing;
    }
}
