INSERT INTO events (history, version, commit_number, hash, payload) VALUES (?1, ?2, ?3, ?4, ?5)
