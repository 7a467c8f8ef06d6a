SELECT value FROM meta WHERE name = 'indexed'
