-- Version 2: a commit costs the same however long the histories are that it is about. Version 1's function stays
-- for silos of the version before, which call it by its other name until they are gone.

-- A commit's records are read and written whole: as long as they fit into a page they stay in the row.
ALTER TABLE medrecords.commits SET (toast_tuple_target = 8160);

-- Commits what one silo has in flight; see IJournalStore.AppendAsync. A statement of a volatile function
-- sees all that was committed before that statement, so what follows the lock sees every commit before.
CREATE FUNCTION medrecords.append_batch(
  histories uuid[], seen bigint[],  -- each history with the lowest version that some append saw
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

  -- From the version seen on there is one row as a rule; the whole history is looked at only where that one is gone.
  SELECT coalesce((SELECT c.number FROM medrecords.commits c ORDER BY c.number DESC LIMIT 1), 0) + 1,
      ARRAY(SELECT coalesce(
                (SELECT e.version FROM medrecords.events e WHERE e.history = h.id AND e.version >= h.seen ORDER BY e.version DESC LIMIT 1),
                (SELECT e.version FROM medrecords.events e WHERE e.history = h.id ORDER BY e.version DESC LIMIT 1),
                0)
              FROM unnest(histories, seen) WITH ORDINALITY AS h(id, seen, place) ORDER BY h.place)
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
      SELECT e.version, append_batch.number, e.history, e.hash, e.payload
        FROM unnest(event_append, event_history, event_version, event_hash, event_payload)
          AS e(append, history, version, hash, payload)
        WHERE stale IS NULL OR e.append <> ALL (stale);
  END IF;
  IF cardinality(term_append) > 0 THEN
    INSERT INTO medrecords.terms (commit_number, history, term)
      SELECT append_batch.number, t.history, t.value
        FROM unnest(term_append, term_history, term_value) AS t(append, history, value)
        WHERE stale IS NULL OR t.append <> ALL (stale)
      ON CONFLICT DO NOTHING;
  END IF;
  IF cardinality(key_append) > 0 THEN
    INSERT INTO medrecords.keys (commit_number, history, wrapped)
      SELECT append_batch.number, k.history, k.wrapped
        FROM unnest(key_append, key_history, key_wrapped) AS k(append, history, wrapped)
        WHERE stale IS NULL OR k.append <> ALL (stale);
  END IF;
  IF stale IS NOT NULL THEN
    records := ARRAY(SELECT r.record FROM unnest(records) WITH ORDINALITY AS r(record, append)
                       WHERE r.append <> ALL (stale) ORDER BY r.append);
  END IF;
  INSERT INTO medrecords.commits (number, records) VALUES (append_batch.number, append_batch.records);
END
$$;

UPDATE medrecords.meta SET value = 2 WHERE name = 'schema';
