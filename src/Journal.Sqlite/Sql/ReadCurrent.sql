SELECT version FROM events WHERE history = ?1 ORDER BY version DESC LIMIT 1
