SELECT commit_number FROM access_index
WHERE history = ?1 AND commit_number < ?2 ORDER BY commit_number DESC LIMIT ?3
