COPY medrecords.events (history, version, commit_number, hash, payload) FROM STDIN (FORMAT BINARY)
