-- Orleans finds every statement it runs in this table, by key, and passes parameters by name.
CREATE TABLE IF NOT EXISTS OrleansQuery (
  QueryKey  varchar(64) PRIMARY KEY,
  QueryText text        NOT NULL
);
