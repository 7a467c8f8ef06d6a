-- A longer log means fewer checkpoints, each of which makes one commit wait for a second fsync.
PRAGMA wal_autocheckpoint = 16000;
PRAGMA journal_size_limit = 67108864;
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
-- On macOS a plain fsync does not reach the disk; elsewhere these change nothing.
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;
-- A damaged page is refused when it is read, rather than once something in it is used.
PRAGMA cell_size_check = ON;
