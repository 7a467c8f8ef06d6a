SELECT medrecords.index_accesses($1)
