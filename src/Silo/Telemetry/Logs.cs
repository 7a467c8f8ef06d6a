using Microsoft.Extensions.Logging.Console;

namespace MedRecords.Silo.Telemetry;

/// <summary>Logs: one line each, JSON where they go to a file or collector. They never hold patient data.</summary>
internal static class Logs
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("MedRecords", LogLevel.Information);
        // Orleans writes whole messages into some of its logs. Only what never sees one may speak.
        builder.Logging.AddFilter("Orleans", LogLevel.None);
        builder.Logging.AddFilter("Orleans.Runtime.MembershipService", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        // What Orleans retries with; it quotes what failed.
        builder.Logging.AddFilter("Polly", LogLevel.None);
        // It says nothing that ours do not, and every request gets an activity of its own while it may speak.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        // Standard output is for people; logs go to standard error.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (Console.IsErrorRedirected)
            builder.Logging.AddJsonConsole();
        else
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
    }
}
