SELECT version FROM current_versions WHERE history = ?1
