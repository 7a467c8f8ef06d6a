COPY medrecords.terms (term, history, commit_number) FROM STDIN (FORMAT BINARY)
