SELECT value FROM meta WHERE name = 'versions'
