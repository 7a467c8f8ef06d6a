SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()
