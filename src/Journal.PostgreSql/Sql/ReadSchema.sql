SELECT obj_description(n.oid, 'pg_namespace'), to_regclass('medrecords.meta') IS NOT NULL
FROM pg_namespace n WHERE n.nspname = 'medrecords'
