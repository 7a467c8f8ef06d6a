SELECT commit_number FROM medrecords.access_index
WHERE history = $1 AND commit_number < $2 ORDER BY commit_number DESC LIMIT $3
