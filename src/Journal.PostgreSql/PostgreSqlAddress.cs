using MedRecords.Journal.Contract;
using Npgsql;

namespace MedRecords.Journal.PostgreSql;

/// <summary>Reads addresses of the form postgres://user:password@host:port/name?option=value (libpq's connection URI).</summary>
public static class PostgreSqlAddress
{
    private const int DefaultPort = 5432;

    /// <summary>The Npgsql connection string; throws <see cref="JournalRefusedException"/> where the address is not of the form.</summary>
    public static string ToConnectionString(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
            throw new JournalRefusedException("The database's address must have the form postgres://user:password@host:port/name.");
        var user = uri.UserInfo.Split(':', 2);
        try
        {
            var builder = new NpgsqlConnectionStringBuilder
            {
                Host = uri.Host,
                Port = uri.Port > 0 ? uri.Port : DefaultPort,
                Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
                Username = Uri.UnescapeDataString(user[0]),
                Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            };
            foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = option.Split('=', 2);
                builder[Known(parts[0])] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty;
            }

            return builder.ConnectionString;
        }
        catch (ArgumentException)
        {
            throw new JournalRefusedException("The database's address has an option that is not known, or a value that does not fit it.");
        }
    }

    private static string Known(string option) => option switch
    {
        "sslmode" => "SSL Mode",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        _ => option,
    };
}
