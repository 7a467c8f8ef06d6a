-- Grain state: one row for each grain and state name, with a version that writers must have read.
--
-- Orleans spreads a grain's key over three columns: a GUID fills N0 and N1, a number fills N1, and any other key,
-- like the part of a key after a plus sign, is the extension string. The two hashes (xxHash32) only narrow the search.
-- GrainTypeString is the name of the state, not of the grain class. Orleans passes NULL for "no extension", which is
-- stored as '' so that the primary key can hold it.
CREATE TABLE IF NOT EXISTS OrleansStorage (
  GrainIdHash            integer      NOT NULL,
  GrainTypeHash          integer      NOT NULL,
  GrainIdN0              bigint       NOT NULL,
  GrainIdN1              bigint       NOT NULL,
  GrainIdExtensionString text         NOT NULL,
  GrainTypeString        text         NOT NULL,
  ServiceId              text         NOT NULL,
  PayloadBinary          bytea,
  ModifiedOn             timestamptz  NOT NULL,
  Version                integer      NOT NULL,

  PRIMARY KEY (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, ServiceId)
);

-- Answers with the payload and the version, or with no row. A row without a payload is a cleared state.
INSERT INTO OrleansQuery VALUES ('ReadFromStorageKey', $query$
  SELECT PayloadBinary, Version
  FROM OrleansStorage
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
    AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '')
    AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- Answers with the new version, or with no row if the stored version is not the given one (NULL: nothing is stored).
-- Of two writers the second waits for the first's row and then finds another version, so it changes nothing.
INSERT INTO OrleansQuery VALUES ('WriteToStorageKey', $query$
  WITH updated AS (
    UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary, ModifiedOn = now(), Version = Version + 1
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
      AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '')
      AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId
      AND Version = @GrainStateVersion
    RETURNING Version
  ), inserted AS (
    INSERT INTO OrleansStorage (
      GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString,
      GrainTypeString, ServiceId, PayloadBinary, ModifiedOn, Version)
    SELECT
      @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''),
      @GrainTypeString, @ServiceId, @PayloadBinary, now(), 1
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING Version
  )
  SELECT Version AS NewGrainStateVersion FROM updated
  UNION ALL
  SELECT Version FROM inserted
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;

-- Keeps the row, so that versions go on rising. Answers like a write.
INSERT INTO OrleansQuery VALUES ('ClearStorageKey', $query$
  UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
    AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '')
    AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId
    AND Version = @GrainStateVersion
  RETURNING Version AS NewGrainStateVersion
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
