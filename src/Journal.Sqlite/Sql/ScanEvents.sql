SELECT rowid, history, version, commit_number FROM events NOT INDEXED
WHERE rowid > ?1 AND rowid <= ?2 ORDER BY rowid LIMIT ?3
