INSERT INTO keys (history, wrapped, commit_number) VALUES (?1, ?2, ?3)
