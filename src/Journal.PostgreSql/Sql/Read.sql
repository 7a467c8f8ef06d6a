SELECT version, payload, hash FROM medrecords.events
WHERE history = $1 AND version > $2 ORDER BY version LIMIT $3
