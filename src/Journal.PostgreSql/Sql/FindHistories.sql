SELECT history FROM medrecords.terms
WHERE term = ANY ($1) GROUP BY history HAVING count(*) = cardinality($1) ORDER BY history LIMIT $2
