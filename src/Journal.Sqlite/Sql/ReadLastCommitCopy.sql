SELECT coalesce(max(number), 0) FROM commit_checksums
