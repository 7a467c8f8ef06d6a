SELECT history, version, commit_number, hash, payload FROM events
WHERE (history, version) > (?2, ?3) AND commit_number <= ?1 ORDER BY history, version
