-- What the audit reads of a snapshot file. Nothing but the file: it is the reader who computes.

-- name: columns
SELECT table_name, column_name
FROM information_schema.columns
WHERE table_schema = 'main'
ORDER BY table_name, ordinal_position;

-- name: indicators
SELECT id, kind, time, frequency, reported_at, sensitivity, threshold, complement_sensitive
FROM indicator
ORDER BY position;

-- name: tables
SELECT indicator, level::VARCHAR, period_kind::VARCHAR, dimension
FROM indicator_table;

-- name: organisations
SELECT id, level::VARCHAR, parent
FROM org;

-- name: reports
SELECT reporting.indicator, reporting.org, reporting.period_start
FROM reporting
JOIN indicator ON indicator.id = reporting.indicator
WHERE reporting.level::VARCHAR = indicator.reported_at
  AND reporting.period_kind::VARCHAR = indicator.frequency
  AND (reporting.units_reported > 0 OR reporting.received_on IS NOT NULL);

-- name: corrections
SELECT indicator, org, period_start, corrected
FROM correction;

-- name: no_corrections
SELECT NULL::VARCHAR AS indicator, NULL::VARCHAR AS org, NULL::DATE AS period_start, 0 AS corrected
WHERE FALSE;

-- name: relations
SELECT indicator, part, category, is_equal, other, other_part, other_category, org, year,
       by_groups
FROM relation;

-- name: no_relations
SELECT NULL::VARCHAR AS indicator, NULL::VARCHAR AS part, NULL::VARCHAR AS category, FALSE AS is_equal,
       NULL::VARCHAR AS other, NULL::VARCHAR AS other_part, NULL::VARCHAR AS other_category, NULL::VARCHAR AS org,
       0 AS year, FALSE AS by_groups
WHERE FALSE;

-- name: cells
SELECT indicator, level::VARCHAR, org, period_kind::VARCHAR, period_start, gender, age, category,
       numerator, denominator, value, mark::VARCHAR
FROM cell;
