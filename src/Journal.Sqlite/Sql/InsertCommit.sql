INSERT INTO commits (number, records) VALUES (?1, ?2)
