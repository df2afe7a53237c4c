-- The shared store: DuckLake with its catalogue in PostgreSQL. Only data/sharing/lake.py runs these statements.
-- {…} stands for what cannot be bound: names that the settings have checked, escaped paths and addresses.

-- name: attach
ATTACH 'ducklake:postgres:{address}' AS lake (DATA_PATH '{data}', OVERRIDE_DATA_PATH true);

-- name: attach_for_reading
ATTACH 'ducklake:postgres:{address}' AS lake (DATA_PATH '{data}', OVERRIDE_DATA_PATH true, READ_ONLY);

-- name: attach_snapshot
ATTACH '{file}' AS snapshot (READ_ONLY);

-- name: create_schema
CREATE SCHEMA IF NOT EXISTS lake.{municipality};

-- name: create_delivery
-- Beside the snapshot's own tables: what a file made from them must be equal to.
CREATE TABLE IF NOT EXISTS lake.{municipality}.delivery (
    id VARCHAR NOT NULL, sequence INTEGER NOT NULL, cells_hash VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL
);

-- name: delivered
SELECT id, sequence, cells_hash, fingerprint FROM lake.{municipality}.delivery;

-- name: columns
-- The columns of a snapshot's tables as the lake keeps them: it knows no enumerations.
SELECT table_name, string_agg(
    column_name || ' ' || if(starts_with(data_type, 'ENUM'), 'VARCHAR', data_type)
        || if(is_nullable, '', ' NOT NULL'),
    ', ' ORDER BY column_index
) AS columns
FROM duckdb_columns()
WHERE database_name = $database AND schema_name = $schema AND NOT internal
GROUP BY table_name
ORDER BY table_name;

-- name: drop_table
DROP TABLE IF EXISTS lake.{municipality}.{table};

-- name: create_table
CREATE TABLE lake.{municipality}.{table} ({columns});

-- name: empty_table
DELETE FROM lake.{municipality}.{table};

-- name: fill_table
INSERT INTO lake.{municipality}.{table} BY NAME SELECT * FROM snapshot.main.{table};

-- name: fill_delivery
INSERT INTO lake.{municipality}.delivery VALUES ($id, $sequence, $cells_hash, $fingerprint);

-- name: message
CALL lake.set_commit_message($who, $message);

-- name: attach_file
ATTACH '{file}' AS file (STORAGE_VERSION 'v1.5.0');

-- name: rows
CREATE OR REPLACE TEMP VIEW rows AS SELECT * FROM lake.{municipality}.{table};

-- name: use_file
USE file;

-- name: finish_file
USE memory;
CHECKPOINT file;
DETACH file;
