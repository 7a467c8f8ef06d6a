COPY medrecords.keys (history, wrapped, commit_number) FROM STDIN (FORMAT BINARY)
