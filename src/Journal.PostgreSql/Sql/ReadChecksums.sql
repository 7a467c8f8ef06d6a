SELECT current_setting('data_checksums')
