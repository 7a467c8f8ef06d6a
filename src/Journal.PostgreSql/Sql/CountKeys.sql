SELECT substring(wrapped FROM 2 FOR 8), count(*) FROM medrecords.keys GROUP BY 1 ORDER BY 1
