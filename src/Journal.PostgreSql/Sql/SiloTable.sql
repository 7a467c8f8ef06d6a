-- The registry of processes is no part of what the journal keeps, so it has no version: silos that know nothing of
-- it go on beside those that do. Fields are added to what a process says of itself, not to the table.
CREATE TABLE IF NOT EXISTS medrecords.silos (
  name text PRIMARY KEY,
  instance uuid NOT NULL,
  status bytea NOT NULL,
  drain boolean NOT NULL DEFAULT false,
  reported_at timestamptz NOT NULL
);
