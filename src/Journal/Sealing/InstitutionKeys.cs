using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// The keys of the institution as a whole, all derived from one that is kept with the journal, wrapped by
/// the master key. That they open is the proof that the key ring belongs to the journal.
/// </summary>
public sealed class InstitutionKeys
{
    private const string RootSetting = "institution-key";
    private const string SigningSetting = "log-signing-key";
    private static readonly byte[] RootOwner = "institution"u8.ToArray();

    private readonly byte[] _signingKey;

    private InstitutionKeys(DataKey root, byte[] signingKey)
    {
        AccessLog = root.Derive("medrecords access log");
        Tokens = root.Derive("medrecords session tokens");
        Terms = new TermHasher(root.Derive("medrecords search terms"));
        Identities = new TermHasher(root.Derive("medrecords identities"));
        _signingKey = signingKey;
    }

    /// <summary>Seals access records.</summary>
    public DataKey AccessLog { get; }

    /// <summary>Signs session tokens.</summary>
    public DataKey Tokens { get; }

    /// <summary>Hashes search terms.</summary>
    public TermHasher Terms { get; }

    /// <summary>Turns user names and patients' identifiers into ids.</summary>
    public TermHasher Identities { get; }

    /// <summary>Whether the journal has keys already, so that only a matching key ring opens it.</summary>
    public static async Task<bool> ExistAsync(IJournalStore store, CancellationToken cancellation) =>
        await store.ReadSettingAsync(RootSetting, cancellation) is not null;

    /// <summary>
    /// Opens the keys kept with the journal, or makes them at the first start. Throws
    /// <see cref="JournalRefusedException"/> where the key ring does not match the journal.
    /// </summary>
    public static async Task<InstitutionKeys> OpenAsync(IJournalStore store, KeyRing ring, CancellationToken cancellation)
    {
        var wrapped = await store.ReadSettingAsync(RootSetting, cancellation)
            ?? await store.AddSettingAsync(RootSetting, ring.Wrap(DataKey.Generate(), RootOwner), cancellation);
        if (!ring.TryUnwrap(wrapped, RootOwner, out var root))
            throw new JournalRefusedException("The master key does not match this journal. Give the key ring that the journal was made with, or another database.");
        return new InstitutionKeys(root, await OpenSigningKeyAsync(store, root, cancellation));
    }

    /// <summary>The key that signs heads of the access log (ECDSA, P-256). The caller disposes it.</summary>
    public ECDsa OpenSigningKey()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_signingKey, out _);
        return key;
    }

    private static async Task<byte[]> OpenSigningKeyAsync(IJournalStore store, DataKey root, CancellationToken cancellation)
    {
        var sealing = root.Derive("medrecords log signing key");
        var owner = HistoryId.Create(HistoryKind.Policy, new byte[16]);
        if (await store.ReadSettingAsync(SigningSetting, cancellation) is not { } kept)
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            kept = await store.AddSettingAsync(SigningSetting, Sealer.Seal(sealing, owner, 0, made.ExportPkcs8PrivateKey()), cancellation);
        }

        return Sealer.Open(sealing, owner, 0, kept);
    }
}
