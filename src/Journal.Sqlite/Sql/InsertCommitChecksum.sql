INSERT INTO commit_checksums (number, checksum) VALUES (?1, ?2)
