SELECT history, wrapped, commit_number FROM medrecords.keys
WHERE history > $2 AND commit_number <= $1 ORDER BY history LIMIT 1000
