SELECT history, wrapped, commit_number FROM keys
WHERE history > ?2 AND commit_number <= ?1 ORDER BY history
