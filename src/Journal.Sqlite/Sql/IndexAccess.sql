INSERT INTO access_index (history, commit_number) VALUES (?1, ?2) ON CONFLICT DO NOTHING
