UPDATE keys_copy SET wrapped = ?2 WHERE history = ?1
