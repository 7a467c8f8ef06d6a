-- The check after the lock needs a snapshot a statement; a plan made while the tables were empty must not
-- outlive their emptiness; and what was checked of synchronous_commit must hold for as long as the session.
SET default_transaction_isolation = 'read committed';
SET plan_cache_mode = 'force_generic_plan';
SET enable_seqscan = off;
SET jit = off;
SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false);
