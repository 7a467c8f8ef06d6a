-- For a journal that was filled from a backup.
INSERT INTO current_versions (history, version) SELECT history, max(version) FROM events GROUP BY history;
UPDATE meta SET value = (SELECT coalesce(max(number), 0) FROM commits) WHERE name = 'versions';
