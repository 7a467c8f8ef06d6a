SELECT value FROM medrecords.meta WHERE name = 'schema'
