-- What has ever been published, kept beside the register and never in a snapshot. Rows are only added: a snapshot
-- that is taken back has been read all the same. Only data/publishing/ledger.py runs these statements.

-- name: create
CREATE TABLE IF NOT EXISTS decision (
    number INTEGER PRIMARY KEY,      -- 1, 2, 3 ... per store
    indicator VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    content_hash VARCHAR NOT NULL    -- of all that the decision was made from
);
CREATE TABLE IF NOT EXISTS publication (
    snapshot VARCHAR NOT NULL,
    decision INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS decision_leaf (
    decision INTEGER NOT NULL,
    position INTEGER NOT NULL,       -- 0, 1, 2 ... per decision
    org VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    gender VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    numerator BIGINT NOT NULL,
    denominator BIGINT,
    persons BIGINT
);
CREATE TABLE IF NOT EXISTS decision_cell (
    decision INTEGER NOT NULL,
    level VARCHAR NOT NULL,
    org VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    gender VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    reason VARCHAR,                  -- why it was hidden; NULL where it was shown
    members INTEGER[] NOT NULL       -- positions of the leaves it sums
);

-- name: latest
SELECT decision.number, decision.content_hash, publication.snapshot
FROM publication JOIN decision ON decision.number = publication.decision
WHERE decision.indicator = $indicator AND decision.year = $year
ORDER BY publication.rowid DESC
LIMIT 1;

-- name: decisions
SELECT number FROM decision WHERE indicator = $indicator AND year = $year ORDER BY number;

-- name: together
-- Which decisions of a year have been published in the same snapshot, in the order of the snapshots.
SELECT publication.snapshot, list({'indicator': decision.indicator, 'number': decision.number}
                                  ORDER BY decision.indicator) AS decisions
FROM publication JOIN decision ON decision.number = publication.decision
WHERE decision.year = $year AND list_contains($indicators, decision.indicator)
GROUP BY publication.snapshot
ORDER BY min(publication.rowid);

-- name: leaves
SELECT org, period_kind, period_start, gender, age, category, version, numerator, denominator, persons
FROM decision_leaf
WHERE decision = $decision
ORDER BY position;

-- name: cells
SELECT level, org, period_kind, period_start, gender, age, category, reason, members
FROM decision_cell
WHERE decision = $decision;

-- name: latest_leaves
-- Of every report the leaves last published: also of one that has been taken back since, for it may come again.
WITH published AS (
    SELECT decision.number, decision.indicator, max(publication.rowid) AS last
    FROM decision JOIN publication ON publication.decision = decision.number
    GROUP BY decision.number, decision.indicator
)
SELECT published.indicator, leaf.org, leaf.period_kind, leaf.period_start, leaf.gender, leaf.age, leaf.category,
       leaf.version, leaf.numerator, leaf.denominator, leaf.persons
FROM published JOIN decision_leaf AS leaf ON leaf.decision = published.number
QUALIFY rank() OVER (
    PARTITION BY published.indicator, leaf.org, leaf.period_kind, leaf.period_start
    ORDER BY published.last DESC) = 1
ORDER BY published.number, leaf.position;

-- name: next_number
SELECT coalesce(max(number), 0) + 1 FROM decision;

-- name: add_decision
INSERT INTO decision VALUES ($number, $indicator, $year, $content_hash);

-- name: add_publication
INSERT INTO publication VALUES ($snapshot, $decision);

-- name: add_leaves
INSERT INTO decision_leaf BY NAME SELECT * FROM rows;

-- name: add_cells
INSERT INTO decision_cell BY NAME SELECT * FROM rows;
