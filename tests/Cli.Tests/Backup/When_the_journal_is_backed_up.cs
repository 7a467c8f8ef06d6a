using Grpc.Core;
using MedRecords.Cli.Tests.Fakes;

namespace MedRecords.Cli.Tests.Backup;

public sealed class When_the_journal_is_backed_up : Situation
{
    [Fact]
    public async Task The_file_has_every_byte_and_only_its_owner_can_read_it()
    {
        var path = Path.Combine(Caller.Home, "backup.bin");

        var finished = await Caller.RunAsync("backup", path);

        Assert.Equal(0, finished.Code);
        Assert.Equal("sealed journal", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_backup_that_breaks_off_leaves_no_file()
    {
        State.FailNext("Backup", FakeErrors.Of(StatusCode.Unavailable, "ERROR_REASON_JOURNAL_UNAVAILABLE"), afterEffect: true);

        var finished = await Caller.RunAsync("backup", Path.Combine(Caller.Home, "backup.bin"));

        Assert.Equal(7, finished.Code);
        Assert.Empty(System.IO.Directory.GetFiles(Caller.Home));
    }

    [Fact]
    public async Task Restoring_is_handed_to_the_program_beside_this_one()
    {
        var program = Caller.Write("run", "#!/bin/sh\nprintf '%s ' \"$@\" > \"$(dirname \"$0\")/asked\"\nexit 8\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Caller.Environment["MEDRECORDS_HOME"] = Caller.Home;

        var finished = await Caller.RunAsync("restore", "backup.bin", "--data", "data");

        Assert.Equal(8, finished.Code);
        Assert.Equal("restore backup.bin --data data ", File.ReadAllText(Path.Combine(Caller.Home, "asked")));
    }

    [Fact]
    public async Task Restoring_elsewhere_is_explained()
    {
        Caller.Environment["MEDRECORDS_HOME"] = Caller.Home;

        var finished = await Caller.RunAsync("restore", "backup.bin", "--data", "data");

        Assert.Equal(1, finished.Code);
        Assert.Contains("./run restore FILE --data DIR", finished.Error, StringComparison.Ordinal);
    }
}
