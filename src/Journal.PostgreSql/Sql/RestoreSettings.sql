COPY medrecords.settings (name, value) FROM STDIN (FORMAT BINARY)
