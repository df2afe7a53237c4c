-- What has been reported, with its whole history. Nothing is ever changed or deleted: a corrected figure is a new
-- version, a load taken back is a row in `undo`. Only data/register.py runs these statements.

-- name: create
CREATE TABLE IF NOT EXISTS load (
    number INTEGER PRIMARY KEY,      -- 1, 2, 3 ... per store
    file VARCHAR NOT NULL,           -- the file's name, never its path
    sha256 VARCHAR NOT NULL,         -- of its bytes, also its name in originals/
    loaded_at TIMESTAMP NOT NULL,    -- UTC
    loaded_by VARCHAR NOT NULL,
    received_on DATE NOT NULL,
    is_demo BOOLEAN NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_stored INTEGER NOT NULL     -- new, revised and retracted figures
);
CREATE TABLE IF NOT EXISTS undo (
    load INTEGER PRIMARY KEY,
    undone_at TIMESTAMP NOT NULL,
    undone_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS revision_reason ( -- why a load changed figures that were stored
    load INTEGER PRIMARY KEY,
    reason VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS fact (
    load INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    org VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    gender VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    version INTEGER NOT NULL,        -- per figure; a load that confirms a figure repeats its version
    count DOUBLE,                    -- NULL: the figure was taken back
    denominator BIGINT,
    persons BIGINT
);
CREATE TABLE IF NOT EXISTS pepper (  -- one row, made with the register: goes into all that is told about the files
    value VARCHAR NOT NULL
);
-- What holds of the loads that have not been taken back: per figure the newest. Temporary, so that reading the
-- register never writes to it.
CREATE TEMP VIEW standing AS
    SELECT fact.*, load.received_on, load.is_demo, load.sha256
    FROM fact JOIN load ON load.number = fact.load
    WHERE fact.load NOT IN (SELECT undo.load FROM undo);
CREATE TEMP VIEW newest AS
    SELECT * FROM standing
    QUALIFY row_number() OVER (
        PARTITION BY indicator, org, period_kind, period_start, gender, age, category ORDER BY load DESC) = 1;

-- name: add_pepper
INSERT INTO pepper SELECT $value WHERE NOT EXISTS (FROM pepper);

-- name: stage
CREATE OR REPLACE TEMP TABLE staged AS
    SELECT row_number, indicator, org, period_kind, period_start, gender, age, category, count, denominator, persons
    FROM reported;

-- name: compare
-- What each staged row does to what is stored. An empty figure that was never stored does nothing.
CREATE OR REPLACE TEMP TABLE compared AS
    WITH highest AS (
        SELECT indicator, org, period_kind, period_start, gender, age, category, max(version) AS version
        FROM fact GROUP BY ALL
    )
    SELECT
        staged.*,
        newest.count AS old_count, newest.denominator AS old_denominator, newest.persons AS old_persons,
        CASE
            WHEN newest.count IS NULL AND staged.count IS NULL THEN 'absent'
            WHEN newest.count IS NULL THEN 'new'
            WHEN staged.count IS NULL THEN 'retracted'
            WHEN newest.count = staged.count
                AND newest.denominator IS NOT DISTINCT FROM staged.denominator
                AND newest.persons IS NOT DISTINCT FROM staged.persons THEN 'same'
            ELSE 'revised'
        END AS change,
        CASE change WHEN 'same' THEN newest.version ELSE coalesce(highest.version, 0) + 1 END AS version
    FROM staged
    LEFT JOIN newest USING (indicator, org, period_kind, period_start, gender, age, category)
    LEFT JOIN highest USING (indicator, org, period_kind, period_start, gender, age, category);

-- name: changes
SELECT row_number, indicator, org, period_kind, period_start, gender, age, category, change,
    old_count, old_denominator, count, denominator
FROM compared WHERE change <> 'absent' ORDER BY row_number;

-- name: store
INSERT INTO fact
SELECT $load, indicator, org, period_kind, period_start, gender, age, category, version, count, denominator, persons
FROM compared WHERE change <> 'absent' ORDER BY ALL;

-- name: retract
INSERT INTO fact VALUES
    ($load, $indicator, $org, $period_kind, $period_start, $gender, $age, $category, $version, NULL, NULL, NULL);

-- name: add_load
INSERT INTO load VALUES
    ($number, $file, $sha256, $loaded_at, $loaded_by, $received_on, $is_demo, $rows_read, $rows_stored);

-- name: next_load
SELECT coalesce(max(number), 0) + 1 FROM load;

-- name: standing_load_of_file
SELECT number FROM load WHERE sha256 = $sha256 AND number NOT IN (SELECT load FROM undo) ORDER BY number DESC LIMIT 1;

-- name: add_undo
INSERT INTO undo VALUES ($load, $undone_at, $undone_by, $reason);

-- name: add_revision_reason
INSERT INTO revision_reason VALUES ($load, $reason);

-- name: loads
SELECT number, file, sha256, loaded_at, loaded_by, received_on, is_demo, rows_read, rows_stored,
    undone_at, undone_by, undo.reason, revision_reason.reason
FROM load LEFT JOIN undo ON undo.load = load.number LEFT JOIN revision_reason ON revision_reason.load = load.number
ORDER BY number;

-- name: facts
WITH first_reports AS (
    SELECT indicator, org, period_kind, period_start, min(received_on) AS received_on
    FROM standing WHERE count IS NOT NULL GROUP BY ALL
)
SELECT indicator, org, period_kind, period_start, gender, age, category,
    newest.version, newest.count, newest.denominator, newest.persons, first_reports.received_on
FROM newest JOIN first_reports USING (indicator, org, period_kind, period_start)
WHERE newest.count IS NOT NULL
ORDER BY ALL;

-- name: facts_of_places
-- The same for the indicators, organisations and periods that the load `$load` touched.
SELECT indicator, org, period_kind, period_start, gender, age, category,
    newest.version, newest.count, newest.denominator, newest.persons, newest.received_on
FROM newest
WHERE newest.count IS NOT NULL
    AND (indicator, org, period_kind, period_start) IN
        (SELECT (f.indicator, f.org, f.period_kind, f.period_start) FROM fact AS f WHERE f.load = $load)
ORDER BY ALL;

-- name: sources
-- The files behind the standing figures, and whether any of them is a demo file. A short file has few contents that
-- fit what is published: its own hash would let anybody try them until one fits.
WITH used AS (
    SELECT sha256(pepper.value || newest.sha256) AS keyed_hash, is_demo
    FROM newest CROSS JOIN pepper WHERE count IS NOT NULL
)
SELECT list(DISTINCT keyed_hash ORDER BY keyed_hash), coalesce(bool_or(is_demo), false) FROM used;

-- name: versions
SELECT fact.indicator, fact.org, fact.period_kind, fact.period_start, fact.gender, fact.age, fact.category,
    fact.version, fact.count, fact.denominator,
    load.number, load.file, load.loaded_at, load.loaded_by, load.received_on, undo.undone_at, undo.undone_by, undo.reason
FROM fact JOIN load ON load.number = fact.load LEFT JOIN undo ON undo.load = load.number
WHERE fact.indicator = $indicator
    AND ($org IS NULL OR fact.org = $org)
    AND ($period_start IS NULL OR (fact.period_kind = $period_kind AND fact.period_start = $period_start))
ORDER BY fact.org, fact.period_start, fact.period_kind, fact.gender, fact.age, fact.category, load.number;

-- name: checkpoint
CHECKPOINT;
