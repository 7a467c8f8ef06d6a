INSERT INTO snapshots (history, snapshot) VALUES (?1, ?2)
ON CONFLICT (history) DO UPDATE SET snapshot = excluded.snapshot
