-- How the rows of a snapshot are put into its file, sorted so that the same content gives the same file.
-- `rows` is the frame of the table. Only data/snapshot/file.py runs these statements; data/snapshot.sql says what
-- the tables are.

-- name: snapshot
INSERT INTO snapshot BY NAME SELECT * FROM rows;

-- name: cell
INSERT INTO cell BY NAME SELECT * FROM rows
ORDER BY indicator, level::org_level, org, period_kind::period_kind, period_start, gender, age, category;

-- name: reporting
INSERT INTO reporting BY NAME SELECT * FROM rows
ORDER BY indicator, level::org_level, org, period_kind::period_kind, period_start;

-- name: correction
INSERT INTO correction BY NAME SELECT * FROM rows ORDER BY indicator, org, period_start;

-- name: relation
INSERT INTO relation BY NAME SELECT * FROM rows
ORDER BY indicator, part, category, other, other_part, org, year;

-- name: indicator
INSERT INTO indicator BY NAME SELECT * FROM rows ORDER BY position;

-- name: indicator_table
INSERT INTO indicator_table BY NAME SELECT * FROM rows
ORDER BY indicator, level::org_level, period_kind::period_kind, dimension;

-- name: category
INSERT INTO category BY NAME SELECT * FROM rows ORDER BY indicator, position;

-- name: org
INSERT INTO org BY NAME SELECT * FROM rows ORDER BY level::org_level, position;

-- name: target
INSERT INTO target BY NAME SELECT * FROM rows ORDER BY indicator, org NULLS FIRST, valid_from;

-- name: event
INSERT INTO event BY NAME SELECT * FROM rows ORDER BY number;

-- name: measure
INSERT INTO measure BY NAME SELECT * FROM rows ORDER BY number;

-- name: milestone
INSERT INTO milestone BY NAME SELECT * FROM rows ORDER BY measure, date, text;

-- name: course
INSERT INTO course BY NAME SELECT * FROM rows ORDER BY position;

-- name: background
INSERT INTO background BY NAME SELECT * FROM rows ORDER BY position;

-- name: municipality
INSERT INTO municipality BY NAME SELECT * FROM rows;

-- name: support
INSERT INTO support BY NAME SELECT * FROM rows ORDER BY position;

-- name: faults
-- Cells that break what data/snapshot.sql promises.
SELECT count(*) FROM cell
WHERE (mark <> 'shown' AND (numerator IS NOT NULL OR denominator IS NOT NULL OR value IS NOT NULL))
    OR (mark = 'shown' AND value IS NULL AND denominator IS DISTINCT FROM 0);

-- name: finish
CHECKPOINT;

-- name: tables
SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name;
