SELECT history, version, commit_number FROM events NOT INDEXED ORDER BY rowid DESC
