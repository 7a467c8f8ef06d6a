using System.Net;
using System.Net.Sockets;
using MedRecords.Service.Tests.Support;

namespace MedRecords.Service.Tests.Operate;

public sealed class StartTests
{
    [Fact]
    public async Task A_port_in_use_is_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--data", folder.Path, "--listen", taken.LocalEndpoint.ToString()!);

        AssertOneLine(exitCode, errors, "port is in use");
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var first = await ServiceProcess.StartAsync(folder.Path);

        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--data", folder.Path, "--listen", "127.0.0.1:0");

        AssertOneLine(exitCode, errors, "another");
    }

    [Fact]
    public async Task A_key_ring_that_does_not_match_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await ServiceProcess.StartAsync(folder.Path))
            await first.StopAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "keys", "master.key"), Convert.ToBase64String(new byte[32]));

        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--data", folder.Path, "--listen", "127.0.0.1:0");

        AssertOneLine(exitCode, errors, "master key does not match");
    }

    [Fact]
    public async Task A_missing_key_ring_is_refused_and_not_made_anew()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await ServiceProcess.StartAsync(folder.Path))
            await first.StopAsync();
        var path = Path.Combine(folder.Path, "keys", "master.key");
        File.Delete(path);

        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--data", folder.Path, "--listen", "127.0.0.1:0");

        AssertOneLine(exitCode, errors, "is missing");
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("--listen", "0.0.0.0:0", "TLS only")]
    [InlineData("--listen", "nonsense", "HOST:PORT")]
    [InlineData("--database", "mysql://x/y", "--database")]
    [InlineData("--database", "postgres://nobody@127.0.0.1:1/none", "PostgreSQL")]
    public async Task Bad_configuration_is_one_clear_line(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--data", folder.Path, option, value);

        AssertOneLine(exitCode, errors, expected);
    }

    [Fact]
    public async Task A_foreign_file_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "medrecords.db");
        await File.WriteAllTextAsync(path, new string('x', 10_000));

        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--data", folder.Path, "--listen", "127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(new string('x', 10_000), await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_database_user_who_may_not_make_tables_is_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        var (user, database) = await NewUserAsync("GRANT CREATE ON DATABASE");

        var (exitCode, _, errors) = await ServiceProcess.RunAsync("--data", folder.Path, "--listen", "127.0.0.1:0", "--database", database);

        AssertOneLine(exitCode, errors, "default schema");
        Assert.DoesNotContain(user, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_user_who_is_nothing_but_its_owner_is_enough()
    {
        using var folder = new TemporaryFolder();
        var (_, database) = await NewUserAsync("ALTER DATABASE");

        await using var service = await ServiceProcess.StartAsync(folder.Path, database);
        var clinic = await Clinic.OpenAsync(service);

        await clinic.OpenChartAsync(await clinic.HireAsync(V1.Role.Physician));
    }

    /// <summary>An ordinary user with one right to a database of its own, and the database's address for it.</summary>
    private static async Task<(string User, string Database)> NewUserAsync(string right)
    {
        var user = $"user_{Guid.NewGuid():N}";
        var verb = right.StartsWith("GRANT", StringComparison.Ordinal) ? "TO" : "OWNER TO";
        var address = await OnPostgreSql.NewDatabaseAsync(
            $"CREATE ROLE {user} LOGIN",
            $"DO $$ BEGIN EXECUTE format('{right} %I {verb} {user}', current_database()); END $$");
        return (user, address.Replace("postgres://medrecords@", $"postgres://{user}@", StringComparison.Ordinal));
    }

    private static void AssertOneLine(int exitCode, string errors, string expected)
    {
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.OrdinalIgnoreCase);
    }
}
