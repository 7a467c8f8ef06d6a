-- Version 1 of the journal's tables. A later version is a further file; this one is never edited.
CREATE SCHEMA medrecords;
COMMENT ON SCHEMA medrecords IS 'MedRecords journal';

CREATE TABLE medrecords.meta (
  name text PRIMARY KEY,
  value bigint NOT NULL
);
INSERT INTO medrecords.meta (name, value) VALUES ('schema', 1), ('indexed', 0);

-- A history's current version is its newest row here; no other table repeats it.
CREATE TABLE medrecords.events (
  version bigint NOT NULL,
  commit_number bigint NOT NULL,
  history uuid NOT NULL,
  hash bytea NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (history, version)
);

-- One row a commit, numbered without gaps.
CREATE TABLE medrecords.commits (
  number bigint PRIMARY KEY,
  records bytea[] NOT NULL
);

-- Sealed bytes do not compress; trying costs time on every commit.
ALTER TABLE medrecords.events ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE medrecords.commits ALTER COLUMN records SET STORAGE EXTERNAL;

CREATE TABLE medrecords.terms (
  commit_number bigint NOT NULL,
  history uuid NOT NULL,
  term bytea NOT NULL,
  PRIMARY KEY (term, history)
);

CREATE TABLE medrecords.keys (
  commit_number bigint NOT NULL,
  history uuid PRIMARY KEY,
  wrapped bytea NOT NULL
);

CREATE TABLE medrecords.settings (
  name text COLLATE "C" PRIMARY KEY,
  value bytea NOT NULL
);

-- Which commits hold a record about a history; complete up to the commit in meta.indexed.
CREATE TABLE medrecords.access_index (
  commit_number bigint NOT NULL,
  history uuid NOT NULL,
  PRIMARY KEY (history, commit_number)
);

-- Brings access_index forward by at most so many commits; returns the commit it now reaches.
CREATE FUNCTION medrecords.index_accesses(most integer) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  low bigint;
  high bigint;
BEGIN
  SELECT m.value INTO low FROM medrecords.meta m WHERE m.name = 'indexed' FOR UPDATE;
  SELECT max(n.number) INTO high
    FROM (SELECT c.number FROM medrecords.commits c WHERE c.number > low ORDER BY c.number LIMIT most) n;
  IF high IS NULL THEN
    RETURN low;
  END IF;
  INSERT INTO medrecords.access_index (history, commit_number)
    SELECT DISTINCT encode(substring(r.record FROM 1 FOR 16), 'hex')::uuid, c.number
      FROM medrecords.commits c CROSS JOIN unnest(c.records) AS r(record)
      WHERE c.number > low AND c.number <= high
      ORDER BY 1, 2;
  UPDATE medrecords.meta SET value = high WHERE name = 'indexed';
  RETURN high;
END
$$;

-- Commits what one silo has in flight; see IJournalStore.AppendAsync. A statement of a volatile function
-- sees all that was committed before that statement, so what follows the lock sees every commit before.
CREATE FUNCTION medrecords.append(
  histories uuid[],
  check_append integer[], check_place integer[], check_seen bigint[],
  event_append integer[], event_history uuid[], event_version bigint[], event_hash bytea[], event_payload bytea[],
  term_append integer[], term_history uuid[], term_value bytea[],
  key_append integer[], key_history uuid[], key_wrapped bytea[],
  records bytea[],
  OUT number bigint, OUT current_versions bigint[]
) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  stale integer[];
BEGIN
  PERFORM pg_advisory_xact_lock(7309453671930225473);  -- held until the commit is visible: number order is visibility order

  SELECT coalesce((SELECT c.number FROM medrecords.commits c ORDER BY c.number DESC LIMIT 1), 0) + 1,
      ARRAY(SELECT coalesce((SELECT e.version FROM medrecords.events e WHERE e.history = h.id ORDER BY e.version DESC LIMIT 1), 0)
              FROM unnest(histories) WITH ORDINALITY AS h(id, place) ORDER BY h.place)
    INTO number, current_versions;
  -- Histories are in the order of the first checks on them: equal arrays are one check each, and all of them hold.
  IF current_versions <> check_seen THEN
    SELECT array_agg(DISTINCT c.append) INTO stale
      FROM unnest(check_append, check_place, check_seen) AS c(append, place, seen)
      WHERE c.seen <> current_versions[c.place];
    IF cardinality(stale) = cardinality(records) THEN
      number := 0;
      RETURN;
    END IF;
  END IF;

  IF cardinality(event_append) > 0 THEN
    INSERT INTO medrecords.events (version, commit_number, history, hash, payload)
      SELECT e.version, append.number, e.history, e.hash, e.payload
        FROM unnest(event_append, event_history, event_version, event_hash, event_payload)
          AS e(append, history, version, hash, payload)
        WHERE stale IS NULL OR e.append <> ALL (stale);
  END IF;
  IF cardinality(term_append) > 0 THEN
    INSERT INTO medrecords.terms (commit_number, history, term)
      SELECT append.number, t.history, t.value
        FROM unnest(term_append, term_history, term_value) AS t(append, history, value)
        WHERE stale IS NULL OR t.append <> ALL (stale)
      ON CONFLICT DO NOTHING;
  END IF;
  IF cardinality(key_append) > 0 THEN
    INSERT INTO medrecords.keys (commit_number, history, wrapped)
      SELECT append.number, k.history, k.wrapped
        FROM unnest(key_append, key_history, key_wrapped) AS k(append, history, wrapped)
        WHERE stale IS NULL OR k.append <> ALL (stale);
  END IF;
  IF stale IS NOT NULL THEN
    records := ARRAY(SELECT r.record FROM unnest(records) WITH ORDINALITY AS r(record, append)
                       WHERE r.append <> ALL (stale) ORDER BY r.append);
  END IF;
  INSERT INTO medrecords.commits (number, records) VALUES (append.number, append.records);
END
$$;
