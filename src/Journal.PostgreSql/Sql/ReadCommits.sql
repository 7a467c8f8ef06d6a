SELECT number, records FROM medrecords.commits
WHERE number > $1 ORDER BY number LIMIT $2
