SELECT snapshot FROM snapshots WHERE history = ?1
