using System.Runtime.CompilerServices;

namespace MedRecords.Fhir;

/// <summary>
/// Reads a FHIR bundle from a stream one entry at a time, in memory that does not grow with the bundle
/// (https://hl7.org/fhir/R4/bundle.html). Members may stand in any order, so only when the reading has ended
/// without an exception is it sure that there was a bundle at all.
/// </summary>
public static class BundleReader
{
    /// <summary>The largest resource that is read, in bytes.</summary>
    public const int MaxResourceBytes = 16 * 1024 * 1024;

    /// <summary>How deep the JSON may be nested, the bundle itself included.</summary>
    public const int MaxDepth = 128;

    /// <summary>Reads a bundle. An entry is good only until the next one is asked for.</summary>
    /// <param name="stream">The bundle, UTF-8; a <c>PipeReader</c> has <c>AsStream</c>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BrokenBundleException">The bundle is broken; the entries before the place have been yielded.</exception>
    public static async IAsyncEnumerable<BundleEntry> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var window = new Window(stream);
        using var parser = new BundleParser(window);
        await window.FillAsync(cancellation);
        window.SkipByteOrderMark();
        while (!parser.IsComplete)
        {
            if (parser.Next() is { } entry) yield return entry;
            else await FillAsync(window, parser, cancellation);
        }

        parser.RefuseGarbage();
        while (!window.AtEnd)
        {
            await window.FillAsync(cancellation);
            parser.RefuseGarbage();
        }
    }

    private static ValueTask FillAsync(Window window, BundleParser parser, CancellationToken cancellation)
    {
        if (window.AtEnd && !parser.IsComplete) throw parser.Broken(BrokenReason.Truncated, window.Span.Length);
        if (window.IsFull) throw parser.Broken(BrokenReason.TooLarge, 0);
        return window.FillAsync(cancellation);
    }
}
