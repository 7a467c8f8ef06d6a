SELECT history, wrapped FROM keys WHERE history > ?1 ORDER BY history LIMIT ?2
