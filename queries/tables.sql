-- The tables of the snapshot: one written by an earlier version may lack some.
SELECT table_name
FROM duckdb_tables()
WHERE database_name = 'published'
