COPY medrecords.commits (number, records) FROM STDIN (FORMAT BINARY)
