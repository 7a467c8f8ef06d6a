-- Nobody waits for the disk to keep what the next report replaces.
WITH gone AS (
  DELETE FROM medrecords.silos WHERE reported_at < clock_timestamp() - interval '1 day' AND name <> $1
), kept AS (
  INSERT INTO medrecords.silos AS s (name, instance, status, reported_at) VALUES ($1, $2, $3, clock_timestamp())
  ON CONFLICT (name) DO UPDATE SET instance = excluded.instance, status = excluded.status,
      drain = s.drain AND s.instance = excluded.instance, reported_at = excluded.reported_at
    WHERE s.instance = excluded.instance OR $4
  RETURNING s.drain
)
SELECT (SELECT drain FROM kept), clock_timestamp(), set_config('synchronous_commit', 'off', true)
