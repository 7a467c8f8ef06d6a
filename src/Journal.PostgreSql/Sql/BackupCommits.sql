SELECT number, records FROM medrecords.commits
WHERE number > $2 AND number <= $1 ORDER BY number LIMIT 200
