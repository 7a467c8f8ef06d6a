UPDATE keys SET wrapped = ?2 WHERE history = ?1
