UPDATE settings_copy SET value = ?2 WHERE name = ?1
