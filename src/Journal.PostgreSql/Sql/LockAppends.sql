SELECT pg_advisory_xact_lock(7309453671930225473) -- as medrecords.append does
