SELECT term, history, commit_number FROM medrecords.terms
WHERE (term, history) > ($2, $3) AND commit_number <= $1 ORDER BY term, history LIMIT 1000
