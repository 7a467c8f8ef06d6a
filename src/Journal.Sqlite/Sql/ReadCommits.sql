SELECT number, records, checksum FROM commits LEFT JOIN commit_checksums USING (number)
WHERE number > ?1 AND number <= ?2 ORDER BY number LIMIT ?3
