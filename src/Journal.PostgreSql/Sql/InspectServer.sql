SELECT clock_timestamp(), pg_is_in_recovery(),
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
  (SELECT sum(numbackends)::int FROM pg_stat_database),
  current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
  current_setting('default_transaction_read_only'), current_setting('data_checksums')
