WITH replaced AS (UPDATE medrecords.settings SET value = $3 WHERE name = $1 AND value = $2 RETURNING 1)
SELECT count(*) FROM replaced
