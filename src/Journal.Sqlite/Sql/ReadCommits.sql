SELECT number, records FROM commits
WHERE number > ?1 AND number <= ?2 ORDER BY number LIMIT ?3
