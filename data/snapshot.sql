-- What a snapshot is: its tables, its marks. Defined here and nowhere else.
-- A snapshot is one DuckDB file, `published-<id>.duckdb`, written once by data/publishing/publish.py and read-only ever after.
-- It holds nothing that may not be shown: a protected cell has NULL in numerator, denominator and value,
-- and no column says why a cell is protected. Only data/publishing/publish.py writes these tables; only queries/ reads them.

CREATE TYPE mark AS ENUM ('shown', 'protected', 'not_reported', 'not_applicable');
CREATE TYPE org_level AS ENUM ('office', 'area', 'unit');
CREATE TYPE period_kind AS ENUM ('month', 'quarter', 'tertial', 'year');

CREATE TABLE snapshot (              -- exactly one row
    id VARCHAR NOT NULL,             -- also in the file name
    sequence INTEGER NOT NULL,       -- 1, 2, 3 ... per store
    published_at TIMESTAMP NOT NULL, -- UTC
    published_by VARCHAR NOT NULL,
    is_demo BOOLEAN NOT NULL,        -- true as long as any figure comes from the demo files
    data_until DATE,                 -- last day of the latest period anyone has reported
    catalogue_hash VARCHAR NOT NULL,
    input_hashes VARCHAR[] NOT NULL, -- one for every input file behind the figures, keyed: only the register can tell which
    application_version VARCHAR NOT NULL,
    cells_shown INTEGER NOT NULL,                 -- counts for the method page
    cells_protected_by_need INTEGER NOT NULL,     -- to the nearest hundred: a difference must not tell of a few cells
    cells_protected_by_consequence INTEGER NOT NULL, -- the rest of the protected ones
    corrections_waiting INTEGER NOT NULL          -- revisions held back until the year closes
);

-- Every published cell, sorted by its key so that a page's query skips most row groups.
CREATE TABLE cell (
    indicator VARCHAR NOT NULL,
    level org_level NOT NULL,
    org VARCHAR NOT NULL,
    period_kind period_kind NOT NULL,
    period_start DATE NOT NULL,      -- first day of the period
    gender VARCHAR NOT NULL,         -- 'all' | 'kvinna' | 'man' | 'annat_okant'
    age VARCHAR NOT NULL,            -- 'all' or an age group of the indicator
    category VARCHAR NOT NULL,       -- 'all' or a category id of the indicator
    numerator BIGINT,                -- the count where kind = count; 1/0 where kind = status; NULL where kind = median
                                     -- and for counts that are not whole (årsarbetare)
    denominator BIGINT,              -- only where kind = share
    value DOUBLE,                    -- share as a fraction 0-1, NULL for a shown 0 of 0; count; median; status 1/0
    mark mark NOT NULL
);

-- How complete a cell's base is. Public: who has reported is not a secret, what they reported may be.
CREATE TABLE reporting (
    indicator VARCHAR NOT NULL,
    level org_level NOT NULL,
    org VARCHAR NOT NULL,
    period_kind period_kind NOT NULL,
    period_start DATE NOT NULL,
    units_reported INTEGER NOT NULL, -- reporters that have reported every base period of it (stocks: at least one)
    units_expected INTEGER NOT NULL, -- reporters valid at some time in the period
    received_on DATE                 -- base periods only: the day the (last) report came in
);

-- Which reports have been corrected since they first came in. Public like who has reported: that a report was
-- corrected is no secret, by how much may be.
CREATE TABLE correction (
    indicator VARCHAR NOT NULL,
    org VARCHAR NOT NULL,            -- the reporter
    period_start DATE NOT NULL,      -- of the base period
    corrected INTEGER NOT NULL       -- how many of its figures have been corrected, each time counted
);

-- What the definitions say of figures of two indicators, for the reporters and years whose figures agree with it.
-- Public like the definitions; without a row nobody can rely on it.
CREATE TABLE relation (
    indicator VARCHAR NOT NULL,
    part VARCHAR NOT NULL,           -- 'numerator' | 'denominator' of every report of the indicator
    category VARCHAR NOT NULL,       -- 'all' or, where categories do not add up, one of them
    is_equal BOOLEAN NOT NULL,       -- the same as the other, or else at most as much
    other VARCHAR NOT NULL,
    other_part VARCHAR NOT NULL,
    other_category VARCHAR NOT NULL,
    org VARCHAR NOT NULL,            -- the reporter
    year INTEGER NOT NULL,
    by_groups BOOLEAN NOT NULL       -- also for every gender and age group by itself
);

CREATE TABLE indicator (
    id VARCHAR NOT NULL, code VARCHAR NOT NULL, name VARCHAR NOT NULL,
    measure INTEGER NOT NULL, page VARCHAR NOT NULL, position INTEGER NOT NULL,
    kind VARCHAR NOT NULL, time VARCHAR NOT NULL, frequency VARCHAR NOT NULL, reported_at VARCHAR NOT NULL,
    numerator VARCHAR NOT NULL, denominator VARCHAR, unit_of_measure VARCHAR NOT NULL,
    direction VARCHAR NOT NULL, sensitivity VARCHAR NOT NULL, threshold INTEGER NOT NULL,
    complement_sensitive BOOLEAN NOT NULL, counts VARCHAR NOT NULL, genders BOOLEAN NOT NULL,
    purpose VARCHAR NOT NULL, exclusions VARCHAR, source VARCHAR NOT NULL, owner VARCHAR NOT NULL, note VARCHAR,
    valid_from DATE, valid_to DATE,
    due_months INTEGER NOT NULL,     -- a report is due on the 15th of the month this many months after its period
    -- words of its sentences, NULL where the catalogue gives none: the wording is then plainer
    phrase_label VARCHAR, phrase VARCHAR, phrase_one VARCHAR, phrase_many VARCHAR, phrase_is_neuter BOOLEAN,
    phrase_yes VARCHAR, phrase_no VARCHAR
);
CREATE TABLE indicator_table (       -- the published tables, one row per combination
    indicator VARCHAR NOT NULL, level org_level NOT NULL, period_kind period_kind NOT NULL,
    dimension VARCHAR NOT NULL       -- 'all' | 'gender' | 'age' | 'category', or two of them: 'gender+age'
);
CREATE TABLE category (indicator VARCHAR NOT NULL, id VARCHAR NOT NULL, name VARCHAR NOT NULL, position INTEGER NOT NULL);
CREATE TABLE org (
    id VARCHAR NOT NULL, level org_level NOT NULL, name VARCHAR NOT NULL, parent VARCHAR,
    valid_from DATE, valid_to DATE, position INTEGER NOT NULL
);
CREATE TABLE target (
    indicator VARCHAR NOT NULL, org VARCHAR,  -- NULL: holds for office, areas and units alike
    valid_from DATE NOT NULL, valid_to DATE, value DOUBLE NOT NULL, source VARCHAR NOT NULL, is_example BOOLEAN NOT NULL
);
CREATE TABLE event (
    number INTEGER NOT NULL, date_from DATE NOT NULL, date_to DATE, text VARCHAR NOT NULL,
    indicators VARCHAR[] NOT NULL, source VARCHAR NOT NULL, is_example BOOLEAN NOT NULL, rebase BOOLEAN NOT NULL
);
CREATE TABLE measure (
    number INTEGER NOT NULL, name VARCHAR NOT NULL, short_name VARCHAR NOT NULL, proposal VARCHAR NOT NULL, status VARCHAR NOT NULL,
    responsible VARCHAR NOT NULL, source VARCHAR NOT NULL, is_example BOOLEAN NOT NULL
);
CREATE TABLE milestone (
    measure INTEGER NOT NULL, date DATE NOT NULL, text VARCHAR NOT NULL, done BOOLEAN NOT NULL, source VARCHAR NOT NULL, is_example BOOLEAN NOT NULL
);
CREATE TABLE course (id VARCHAR NOT NULL, name VARCHAR NOT NULL, producer VARCHAR NOT NULL, audience VARCHAR NOT NULL, source VARCHAR NOT NULL, position INTEGER NOT NULL);
CREATE TABLE background (
    id VARCHAR NOT NULL, heading VARCHAR NOT NULL, figure VARCHAR NOT NULL, population VARCHAR NOT NULL, age VARCHAR NOT NULL, year VARCHAR NOT NULL,
    source VARCHAR NOT NULL, warning VARCHAR NOT NULL, position INTEGER NOT NULL
);
-- Whose follow-up it is: one row, or none where the catalogue does not say. Files from before these two tables stay readable.
CREATE TABLE municipality (name VARCHAR NOT NULL, committee VARCHAR NOT NULL, registration VARCHAR NOT NULL, contact VARCHAR NOT NULL);
CREATE TABLE support (purpose VARCHAR NOT NULL, reach VARCHAR NOT NULL, address VARCHAR, position INTEGER NOT NULL);
