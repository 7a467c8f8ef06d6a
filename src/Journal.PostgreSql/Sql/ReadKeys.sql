SELECT history, wrapped FROM medrecords.keys WHERE history > $1 ORDER BY history LIMIT $2
