using Grpc.Core;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Errors;

public class NoMessage
{
    public static TheoryData<byte[]> Bytes =>
    [
        [0x0A, 0xFF, 0xFF], // A text longer than what there is.
        [0x0A], // A text without its length.
        [0x07], // A wire type that does not exist.
        [.. Enumerable.Repeat((byte)0xFF, 11)], // A number without an end.
    ];

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task Is_refused_by_every_method(byte[] bytes)
    {
        await using var server = await FrontendServer.StartAsync();
        foreach (var method in Methods.All)
        {
            var refusal = await Raw.EndAsync(server.Channel, method, FrontendServer.SignedIn, bytes);

            // One stack passes on what a marshaller throws; the other makes it INTERNAL, which is clear too.
            Assert.NotNull(refusal);
            if (refusal.StatusCode != StatusCode.Internal) refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        }

        Assert.DoesNotContain(server.Grains.Asked, asked => asked.Grain != typeof(Grains.Interfaces.Accounts.ISessionsGrain));
    }
}
