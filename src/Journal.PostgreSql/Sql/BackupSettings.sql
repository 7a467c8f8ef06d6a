SELECT name, value FROM medrecords.settings ORDER BY name
