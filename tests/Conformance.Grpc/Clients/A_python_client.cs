using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Clients;

public sealed class A_python_client(A_python_client.Run run) : IClassFixture<A_python_client.Run>
{
    [Theory]
    [MemberData(nameof(Checks.Names), MemberType = typeof(Checks))]
    public void Agrees_on(string check) => run.AssertPassed(check);

    [Theory]
    [InlineData("python cancellation")]
    [InlineData("python deadline")]
    [InlineData("python late deadline")]
    public async Task Is_heard_when_it_leaves(string call) => await run.Plain.Barriers.Passed($"{call}:cancelled").Within(call);

    public sealed class Run : ForeignClient
    {
        // The distribution's own interpreter has the distribution's grpcio; another one first on the path may not.
        private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

        protected override Task<string> RunAsync(string[] addresses) => RunAsync(
            Python, "Install python3-grpcio and python3-protobuf.", [Path.Combine(Folder("python"), "probe.py"), .. addresses]);
    }
}
