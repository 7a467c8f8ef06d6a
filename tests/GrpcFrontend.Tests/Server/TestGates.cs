using System.Diagnostics.Metrics;
using MedRecords.GrpcFrontend.Admission;
using Microsoft.Extensions.DependencyInjection;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>Gates as the front end makes them.</summary>
internal static class TestGates
{
    public static AdmissionMetrics Metrics { get; } =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public static Gates Make(AdmissionOptions? options = null, TimeProvider? time = null) =>
        new(new() { Admission = options ?? new() }, time ?? TimeProvider.System, Metrics);
}
