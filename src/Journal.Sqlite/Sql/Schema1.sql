-- Version 1 of the journal's tables. A later version is a further file; this one is never edited.
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('indexed', 0);

-- A history's current version is its newest row here; no other table repeats it. With rowids, since events
-- of many histories then lie side by side as they are written: without them a commit wrote 2.6 times as much.
CREATE TABLE events (
  history BLOB NOT NULL,
  version INTEGER NOT NULL,
  commit_number INTEGER NOT NULL,
  hash BLOB NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (history, version)
);

-- One row a commit, numbered without gaps; the records are framed as RecordFrames tells.
CREATE TABLE commits (
  number INTEGER NOT NULL PRIMARY KEY,
  records BLOB NOT NULL
);

CREATE TABLE terms (
  term BLOB NOT NULL,
  history BLOB NOT NULL,
  commit_number INTEGER NOT NULL,
  PRIMARY KEY (term, history)
) WITHOUT ROWID;

CREATE TABLE keys (
  history BLOB NOT NULL PRIMARY KEY,
  wrapped BLOB NOT NULL,
  commit_number INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

-- Which commits hold a record about a history; complete up to the commit in meta.indexed.
CREATE TABLE access_index (
  history BLOB NOT NULL,
  commit_number INTEGER NOT NULL,
  PRIMARY KEY (history, commit_number)
) WITHOUT ROWID;

CREATE TABLE snapshots (
  history BLOB NOT NULL PRIMARY KEY,
  snapshot BLOB NOT NULL
);
