using Google.Protobuf;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Operating;

public class Administrators
{
    [Fact]
    public async Task Get_the_backup_byte_for_byte_in_pieces()
    {
        await using var server = await StartAsync();
        var bytes = new byte[(1 << 20) + 50];
        Random.Shared.NextBytes(bytes);
        server.Grains.Operations.On(nameof(IOperationsGrain.BackupAsync), _ => Pieces(bytes.AsMemory(0, 7), bytes.AsMemory(7)));

        var responses = await server.Operations.Backup(new(), FrontendServer.SignedIn).AllAsync();

        Assert.True(bytes.AsSpan().SequenceEqual(responses.SelectMany(response => response.Chunk).ToArray()));
        Assert.All(responses, response => Assert.InRange(response.Chunk.Length, 1, 1 << 20));
    }

    [Fact]
    public async Task See_how_far_the_check_has_come()
    {
        await using var server = await StartAsync();
        server.Grains.Operations.On(nameof(IOperationsGrain.VerifyAsync), _ => Pieces(new JournalCheck(1, 2, "", false), new JournalCheck(3, 4, "found", true)));

        var responses = await server.Operations.VerifyJournal(new(), FrontendServer.SignedIn).AllAsync();

        Assert.Equal([new() { Commits = 1, Versions = 2 }, new() { Commits = 3, Versions = 4, Finding = "found", Finished = true }], responses);
    }

    [Fact]
    public async Task Hear_what_is_wrong_and_what_is_well()
    {
        await using var server = await StartAsync();
        Finding[] findings = [new() { Check = "disk", Severity = FindingSeverity.Error, Words = "Full.", Advice = "Make room." }, new() { Check = "keys", Severity = FindingSeverity.Ok, Words = "They fit." }];
        server.Grains.Operations.On(nameof(IOperationsGrain.DiagnoseAsync), _ => Task.FromResult<Answer<FindingList>>(new FindingList(findings)));

        Assert.Equal(findings, (await server.Operations.DiagnoseAsync(new(), FrontendServer.SignedIn)).Findings);
    }

    [Fact]
    public async Task Alone_get_any_of_it()
    {
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Operations.On(nameof(IOperationsGrain.AuthorizeAsync), _ => Task.FromResult<Answer<Done>>(new Refusal(ErrorReason.NotPermitted, "Ask.")));

        (await server.Operations.Backup(new(), FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.NotPermitted, StatusCode.PermissionDenied);
        (await server.Operations.VerifyJournal(new(), FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.NotPermitted, StatusCode.PermissionDenied);
        (await server.Operations.RewrapKeys(new(), FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.NotPermitted, StatusCode.PermissionDenied);
        Assert.All(server.Grains.Operations.Calls, call => Assert.Equal(nameof(IOperationsGrain.AuthorizeAsync), call.Method));
    }

    [Fact]
    public async Task See_which_master_key_wraps_how_many_keys_and_what_is_wrong_with_the_ring()
    {
        await using var server = await StartAsync();
        server.Grains.Operations.On(nameof(IOperationsGrain.ListMasterKeysAsync), _ =>
            Task.FromResult<Answer<MasterKeyList>>(new MasterKeyList([new MasterKeyEntry("aa", 3, 1), new MasterKeyEntry("bb", 4, 0)], "wrong")));

        var list = await server.Operations.ListMasterKeysAsync(new(), FrontendServer.SignedIn);

        Assert.Equal([new MasterKeyUse { Id = "aa", Keys = 3, Place = 1 }, new MasterKeyUse { Id = "bb", Keys = 4 }], list.MasterKeys);
        Assert.Equal("wrong", list.Problem);
    }

    [Fact]
    public async Task See_how_far_the_wrapping_anew_has_come()
    {
        await using var server = await StartAsync();
        RewrapStep[] steps = [new(5, 3, 0, false, ""), new(9, 6, 1, true, "")];
        server.Grains.Operations.On(nameof(IOperationsGrain.RewrapKeysAsync), _ => steps.ToAsyncEnumerable());

        var responses = await server.Operations.RewrapKeys(new(), FrontendServer.SignedIn).AllAsync();

        Assert.Equal([new() { Checked = 5, Rewrapped = 3 }, new() { Checked = 9, Rewrapped = 6, Unopened = 1, Finished = true }], responses);
    }

    [Fact]
    public async Task Get_the_head_of_the_log()
    {
        await using var server = await StartAsync();
        server.Grains.Operations.On(nameof(IOperationsGrain.GetLogHeadAsync), _ => Task.FromResult<Answer<LogHead>>(new LogHead(5, [1], [2], [3])));

        var head = await server.Audit.GetLogHeadAsync(new(), FrontendServer.SignedIn);

        Assert.Equal((5L, (byte)1, (byte)2, (byte)3), (head.Size, head.Root.Single(), head.Signature.Single(), head.PublicKey.Single()));
    }

    [Theory]
    [InlineData(HeadState.Consistent, HeadVerdict.Consistent)]
    [InlineData(HeadState.Lost, HeadVerdict.Lost)]
    [InlineData(HeadState.Different, HeadVerdict.Different)]
    [InlineData(HeadState.NotOurs, HeadVerdict.NotOurs)]
    public async Task See_how_the_log_compares_with_a_head_they_kept(HeadState state, HeadVerdict verdict)
    {
        await using var server = await StartAsync();
        server.Grains.Operations.On(nameof(IOperationsGrain.CheckLogHeadAsync), _ => Task.FromResult<Answer<HeadCheck>>(new HeadCheck(state, 9)));

        var check = await server.Audit.CheckLogHeadAsync(Head(size: 5, root: 32, signature: 64), FrontendServer.SignedIn);

        Assert.Equal((verdict, 9L), (check.Verdict, check.Commits));
    }

    [Theory]
    [InlineData(-1, 32, 64)]
    [InlineData(5, 31, 64)]
    [InlineData(5, 32, 0)]
    public async Task Must_give_a_head_that_has_the_form_of_one(long size, int root, int signature)
    {
        await using var server = await StartAsync();

        (await server.Audit.CheckLogHeadAsync(Head(size, root, signature), FrontendServer.SignedIn).RefusedAsync()).Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.Empty(server.Grains.Operations.Calls);
    }

    private static CheckLogHeadRequest Head(long size, int root, int signature) =>
        new() { Size = size, Root = ByteString.CopyFrom(new byte[root]), Signature = ByteString.CopyFrom(new byte[signature]) };

    private static async Task<FrontendServer> StartAsync()
    {
        var server = await FrontendServer.StartAsync();
        server.Grains.Operations.On(nameof(IOperationsGrain.AuthorizeAsync), _ => Task.FromResult<Answer<Done>>(Done.Instance));
        return server;
    }

    private static IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(params Memory<byte>[] pieces) =>
        pieces.Select(piece => (ReadOnlyMemory<byte>)piece).ToAsyncEnumerable();

    private static IAsyncEnumerable<JournalCheck> Pieces(params JournalCheck[] pieces) => pieces.ToAsyncEnumerable();
}
