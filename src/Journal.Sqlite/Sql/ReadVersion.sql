SELECT version, payload, hash FROM events WHERE history = ?1 AND version = ?2
