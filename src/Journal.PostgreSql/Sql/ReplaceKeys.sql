-- Locked in one order, so that two silos that do this at once wait for one another instead of locking each other out.
WITH replaced AS (
  UPDATE medrecords.keys k SET wrapped = found.new
  FROM (SELECT l.history, n.new
          FROM medrecords.keys l JOIN unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS n(history, old, new)
            ON n.history = l.history AND n.old = l.wrapped
          ORDER BY l.history FOR UPDATE OF l) AS found
  WHERE k.history = found.history
  RETURNING 1
)
SELECT count(*) FROM replaced
