INSERT INTO current_versions (history, version) VALUES (?1, ?2)
ON CONFLICT (history) DO UPDATE SET version = excluded.version
