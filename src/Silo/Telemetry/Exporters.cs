using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MedRecords.Silo.Telemetry;

/// <summary>
/// Sends metrics and traces over OTLP where the standard variable OTEL_EXPORTER_OTLP_ENDPOINT says where to
/// (OpenTelemetry specification, protocol exporter); otherwise nothing is collected.
/// </summary>
internal static class Exporters
{
    public static void Add(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")))
            return;
        builder.Services.AddSingleton(Sdk.CreateMeterProviderBuilder().AddMeter("MedRecords.*", "Microsoft.AspNetCore.*", "System.Runtime", "Microsoft.Orleans").AddOtlpExporter().Build());
        builder.Services.AddSingleton(Sdk.CreateTracerProviderBuilder().AddSource("MedRecords.*").AddOtlpExporter().Build());
    }
}
