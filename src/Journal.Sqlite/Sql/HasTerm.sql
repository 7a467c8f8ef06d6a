SELECT 1 FROM terms WHERE term = ?1 AND history = ?2
