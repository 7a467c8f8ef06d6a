UPDATE medrecords.silos SET drain = true WHERE name = $1
RETURNING name, status, clock_timestamp() - reported_at, drain
