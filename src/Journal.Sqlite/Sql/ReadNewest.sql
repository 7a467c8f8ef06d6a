SELECT version, payload, hash FROM events
WHERE history = ?1 ORDER BY version DESC LIMIT ?2
