SELECT name, status, clock_timestamp() - reported_at, drain
FROM medrecords.silos WHERE reported_at >= clock_timestamp() - interval '1 day' ORDER BY name
