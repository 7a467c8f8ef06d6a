INSERT INTO terms (term, history, commit_number) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
