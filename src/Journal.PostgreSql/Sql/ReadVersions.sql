SELECT version, payload, hash FROM medrecords.events
WHERE history = $1 AND version = ANY ($2) ORDER BY version
