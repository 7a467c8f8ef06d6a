SELECT history FROM terms WHERE term = ?1 AND history > ?2 ORDER BY history LIMIT ?3
