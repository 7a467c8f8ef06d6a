using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sealing;

/// <summary>
/// The keys of the institution as a whole, all derived from one that is kept with the journal, wrapped by
/// the master key. That they open is the proof that the key ring belongs to the journal.
/// </summary>
public sealed class InstitutionKeys
{
    /// <summary>The setting of the journal that holds the key that all others come from, wrapped.</summary>
    public const string RootSetting = "institution-key";

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

    /// <summary>Whether a key ring opens the wrapped key that a journal keeps.</summary>
    public static bool Fit(KeyRing ring, ReadOnlySpan<byte> wrapped) => ring.TryUnwrap(wrapped, RootOwner, out _);

    /// <summary>Whether the journal has keys already, so that only a matching key ring opens it.</summary>
    public static async Task<bool> ExistAsync(IJournalStore store, CancellationToken cancellation) =>
        await store.ReadSettingAsync(RootSetting, cancellation) is not null;

    /// <summary>The master key that wraps the institution's; null where there are no keys yet.</summary>
    public static async Task<MasterKeyId?> ReadMasterKeyAsync(IJournalStore store, CancellationToken cancellation) =>
        await store.ReadSettingAsync(RootSetting, cancellation) is { } wrapped ? KeyRing.IdOf(wrapped) : null;

    /// <summary>Wraps the institution's key under the master key in use, where another one wraps it.</summary>
    public static async Task<RewrapProgress> RewrapAsync(IJournalStore store, KeyRing ring, CancellationToken cancellation)
    {
        var wrapped = await store.ReadSettingAsync(RootSetting, cancellation);
        if (wrapped is null || KeyRing.IdOf(wrapped) == ring.Ids[0])
            return new RewrapProgress(wrapped is null ? 0 : 1, 0, 0, false);
        if (!ring.TryUnwrap(wrapped, RootOwner, out var root))
            return new RewrapProgress(1, 0, 1, false);
        var replaced = await store.ReplaceSettingAsync(RootSetting, wrapped, ring.Wrap(root, RootOwner), cancellation);
        return new RewrapProgress(1, replaced ? 1 : 0, 0, false);
    }

    /// <summary>
    /// Opens the keys kept with the journal, or makes them at the first start. Throws
    /// <see cref="JournalRefusedException"/> where the key ring does not match the journal.
    /// </summary>
    public static async Task<InstitutionKeys> OpenAsync(IJournalStore store, KeyRing ring, CancellationToken cancellation)
    {
        var wrapped = await store.ReadSettingAsync(RootSetting, cancellation)
            ?? await store.AddSettingAsync(RootSetting, ring.Wrap(DataKey.Generate(), RootOwner), cancellation);
        if (!ring.TryUnwrap(wrapped, RootOwner, out var root))
            throw new JournalRefusedException($"The master key does not match this journal, whose keys are wrapped under master key {KeyRing.IdOf(wrapped)}. Give the key ring that holds it, or another database.");
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
