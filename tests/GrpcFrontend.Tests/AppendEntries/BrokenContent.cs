using Google.Protobuf;
using Grpc.Core;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.AppendEntries;

public class BrokenContent
{
    private const string Canary = "canary";

    public static TheoryData<string, EntryContent> Cases => new()
    {
        { "entries[1].detail", new EntryContent { Remark = Canary } },
        { "entries[1].demographics", Samples.Demographics() },
        { "entries[1] ", Samples.Note(new string('x', 1 << 20)) },
        { "entries[1].note.text", Samples.Note($"{Canary}\0") },
        { "entries[1].note.text", Samples.Note($"{Canary}\uFFFD") },
        { "entries[1].code.codings[0].display", With(content => content.Code = new() { Codings = { new Coding { Display = $"{Canary}\u0007" } } }) },
        { "entries[1].sensitivity", With(content => content.Sensitivity.Add((Sensitivity)99)) },
        { "entries[1].sensitivity", With(content => content.Sensitivity.Add(Sensitivity.Unspecified)) },
        { "entries[1].time.start", With(content => content.Time.Start = Canary) },
        { "entries[1].time.end", With(content => content.Time.End = "2024-02-30") },
        { "entries[1].source.remainder", With(content => content.Source = new() { Remainder = Json($"[\"{Canary}\"]") }) },
        { "entries[1].source.remainder", With(content => content.Source = new() { Remainder = Json($"{{\"{Canary}\":") }) },
        { "entries[1].source.remainder", With(content => content.Source = new() { Remainder = Json("{}{}") }) },
        { "entries[1].source.remainder", With(content => content.Source = new() { Remainder = Json($"{{\"a\":{new string('[', 200)}{new string(']', 200)}}}") }) },
        { "entries[1].source.wrapper", With(content => content.Source = new() { Wrapper = Json(Canary) }) },
        { "entries[1].observation.quantity.value", new() { Observation = new() { Quantity = new() { Value = "1,5" } } } },
        { "entries[1].observation.components.quantity.value", new() { Observation = new() { Components = { new ObservationComponent { Quantity = new() { Value = Canary } } } } } },
        { "entries[1].observation.issued", new() { Observation = new() { Issued = Canary } } },
        { "entries[1].condition.recorded_date", new() { Condition = new() { RecordedDate = Canary } } },
        { "entries[1].allergy.recorded_date", new() { Allergy = new() { RecordedDate = Canary } } },
        { "entries[1].immunization.dose.value", new() { Immunization = new() { Dose = new() { Value = "" } } } },
        { "entries[1].diagnostic_report.issued", new() { DiagnosticReport = new() { Issued = Canary } } },
        { "entries[1].imaging_study.number_of_series", new() { ImagingStudy = new() { NumberOfSeries = -1 } } },
        { "entries[1].claim.total.value", new() { Claim = new() { Total = new() { Value = Canary } } } },
        { "entries[1].claim.created", new() { Claim = new() { Created = Canary } } },
        { "entries[1].code", new() { Condition = new() } },
        { "entries[1].code", new() { Code = new() { Text = " ", Codings = { new Coding { System = Canary } } }, Allergy = new() } },
        { "entries[1].code", new() { Medication = new() { DosageTexts = { Canary } } } },
        { "entries[1].code", new() { Immunization = new() } },
        { "entries[1].code", new() { Procedure = new() } },
        { "entries[1].code", new() { Observation = new() { Text = Canary } } },
        { "entries[1].note.text", Samples.Note(" ") },
        { "entries[1].benefit.created", new() { Benefit = new() { Created = Canary } } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_refused_by_the_field_without_its_value(string field, EntryContent broken)
    {
        await using var server = await FrontendServer.StartAsync();

        var refusal = await server.Charts.AppendEntriesAsync(Samples.Append(Samples.Note(), broken), FrontendServer.SignedIn).RefusedAsync();

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.StartsWith(field, refusal.Status.Detail);
        Assert.DoesNotContain(Canary, refusal.ToString());
        Assert.Empty(server.Grains.Chart.Calls);
    }

    [Fact]
    public async Task That_is_no_UTF8_is_refused()
    {
        await using var server = await FrontendServer.StartAsync();
        var bytes = Samples.Append(Samples.Note("??")).ToByteArray();
        bytes[bytes.AsSpan().IndexOf("??"u8)] = 0xFF;
        var method = new Method<byte[], byte[]>(MethodType.Unary, "medrecords.v1.Charts", "AppendEntries", Raw.Marshaller, Raw.Marshaller);

        var refusal = await server.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, FrontendServer.SignedIn, bytes).RefusedAsync();

        refusal.Is(ErrorReason.InvalidRequest, StatusCode.InvalidArgument);
        Assert.Contains("UTF-8", refusal.Status.Detail);
        Assert.Empty(server.Grains.Chart.Calls);
    }

    private static ByteString Json(string text) => ByteString.CopyFromUtf8(text);

    private static EntryContent With(Action<EntryContent> change)
    {
        var content = Samples.Note();
        change(content);
        return content;
    }
}
