SELECT value FROM medrecords.settings WHERE name = $1
