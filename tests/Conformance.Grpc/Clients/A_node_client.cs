using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Clients;

public sealed class A_node_client(A_node_client.Run run) : IClassFixture<A_node_client.Run>
{
    [Theory]
    [MemberData(nameof(Checks.Names), MemberType = typeof(Checks))]
    public void Agrees_on(string check) => run.AssertPassed(check);

    [Theory]
    [InlineData("node cancellation")]
    [InlineData("node deadline")]
    [InlineData("node late deadline")]
    public async Task Is_heard_when_it_leaves(string call) => await run.Plain.Barriers.Passed($"{call}:cancelled").Within(call);

    public sealed class Run : ForeignClient
    {
        protected override Task<string> RunAsync(string[] addresses) => RunAsync(
            "node", "Install Node.js 20 and run 'npm ci' in tests/Clients/node.",
            [Path.Combine(Folder("node"), "probe.js"), .. addresses, Path.Combine(Folder("node"), "../../Conformance.Grpc/Protos/probe.proto")]);
    }
}
