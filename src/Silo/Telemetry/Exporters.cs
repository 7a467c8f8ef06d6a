using MedRecords.Silo.Presence;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MedRecords.Silo.Telemetry;

/// <summary>
/// Sends metrics and traces over OTLP where the standard variable OTEL_EXPORTER_OTLP_ENDPOINT says where to
/// (OpenTelemetry specification, protocol exporter); otherwise nothing is collected.
/// </summary>
internal static class Exporters
{
    // PostgreSQL's driver and Orleans measure themselves.
    private static readonly string[] Meters = ["MedRecords.*", "Npgsql", "Microsoft.AspNetCore.*", "System.Runtime", "Microsoft.Orleans"];
    private static readonly string[] Sources = ["MedRecords.*", "Npgsql"];

    public static void Add(WebApplicationBuilder builder, ProcessIdentity identity)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")))
            return;
        builder.Services.AddSingleton(Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(Meters).AddOtlpExporter().Build());
        builder.Services.AddSingleton(Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(Sources).AddOtlpExporter().Build());

        // Names of OpenTelemetry's semantic conventions for resources; the site has none there. OTEL_SERVICE_NAME and
        // OTEL_RESOURCE_ATTRIBUTES go before.
        void Describe(ResourceBuilder resource) => resource
            .AddService("medrecords", serviceVersion: ProcessIdentity.Version, autoGenerateServiceInstanceId: false, serviceInstanceId: identity.Name)
            .AddAttributes([new("medrecords.site", identity.Site)])
            .AddEnvironmentVariableDetector();
    }
}
