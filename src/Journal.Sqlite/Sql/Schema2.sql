-- Version 2: what a read looks up without a chain to check it by is kept twice, each time in a b-tree of its own,
-- and read in both. One damage then cannot hide a row in both places. Triggers write the copies, in the same
-- transaction; where a table has the row already, its copy gets none either.
CREATE TABLE current_versions (
  history BLOB NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO current_versions (history, version) SELECT history, max(version) FROM events GROUP BY history;
-- They are written some commits later, and complete up to this one; see CurrentVersions.cs.
INSERT INTO meta (name, value) SELECT 'versions', coalesce(max(number), 0) FROM commits;

-- The first 8 bytes of SHA-256 over a commit's records, as a number. Rows from before are filled in by Commits.cs.
CREATE TABLE commit_checksums (
  number INTEGER NOT NULL PRIMARY KEY,
  checksum INTEGER NOT NULL
);

CREATE TABLE terms_copy (
  term BLOB NOT NULL,
  history BLOB NOT NULL,
  commit_number INTEGER NOT NULL,
  PRIMARY KEY (term, history)
) WITHOUT ROWID;
INSERT INTO terms_copy SELECT * FROM terms;
CREATE TRIGGER terms_copied AFTER INSERT ON terms BEGIN
  INSERT INTO terms_copy (term, history, commit_number) VALUES (new.term, new.history, new.commit_number)
  ON CONFLICT DO NOTHING;
END;

CREATE TABLE keys_copy (
  history BLOB NOT NULL PRIMARY KEY,
  wrapped BLOB NOT NULL,
  commit_number INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO keys_copy SELECT * FROM keys;
CREATE TRIGGER keys_copied AFTER INSERT ON keys BEGIN
  INSERT INTO keys_copy (history, wrapped, commit_number) VALUES (new.history, new.wrapped, new.commit_number)
  ON CONFLICT DO NOTHING;
END;

CREATE TABLE settings_copy (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO settings_copy SELECT * FROM settings;
CREATE TRIGGER settings_copied AFTER INSERT ON settings BEGIN
  INSERT INTO settings_copy (name, value) VALUES (new.name, new.value) ON CONFLICT DO NOTHING;
END;

CREATE TABLE access_index_copy (
  history BLOB NOT NULL,
  commit_number INTEGER NOT NULL,
  PRIMARY KEY (history, commit_number)
) WITHOUT ROWID;
INSERT INTO access_index_copy SELECT * FROM access_index;
CREATE TRIGGER access_index_copied AFTER INSERT ON access_index BEGIN
  INSERT INTO access_index_copy (history, commit_number) VALUES (new.history, new.commit_number)
  ON CONFLICT DO NOTHING;
END;

CREATE TABLE meta_copy (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO meta_copy SELECT * FROM meta;
CREATE TRIGGER meta_copied AFTER UPDATE ON meta BEGIN
  UPDATE meta_copy SET value = new.value WHERE name = new.name;
END;
