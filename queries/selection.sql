-- A selection of organisations as one: their figures are added only where every part is shown.
-- A part that does not apply in a period is no part of it. A sum over shown parts tells nothing that the parts do not.
WITH part AS (
    SELECT period_start, numerator, denominator, value, mark::VARCHAR AS mark
    FROM published.cell
    WHERE indicator = $indicator
        AND list_contains($orgs::VARCHAR[], org)
        AND period_kind::VARCHAR = $period_kind
        AND gender = $gender
        AND age = 'all'
        AND category = $category
        AND (len($years::INTEGER[]) = 0 OR list_contains($years::INTEGER[], year(period_start)))
),
added AS (
    SELECT
        period_start,
        sum(numerator)::BIGINT AS numerator,
        sum(denominator)::BIGINT AS denominator,
        count(*) FILTER (mark = 'shown') AS parts_shown,
        count(*) FILTER (mark = 'protected') AS parts_protected,
        count(*) FILTER (mark = 'not_reported') AS parts_not_reported,
        CASE
            WHEN count(*) FILTER (mark = 'protected') > 0 THEN 'protected'
            WHEN count(*) FILTER (mark = 'not_reported') > 0 THEN 'not_reported'
            WHEN count(*) FILTER (mark = 'shown') > 0 THEN 'shown'
            ELSE 'not_applicable'
        END AS mark
    FROM part
    GROUP BY period_start
)
SELECT
    period_start,
    CASE WHEN mark = 'shown' THEN numerator END AS numerator,
    CASE WHEN mark = 'shown' THEN denominator END AS denominator,
    CASE
        WHEN mark <> 'shown' THEN NULL
        WHEN $kind = 'share' THEN numerator::DOUBLE / nullif(denominator, 0)
        ELSE numerator::DOUBLE
    END AS value,
    mark,
    parts_shown,
    parts_protected,
    parts_not_reported
FROM added
ORDER BY period_start
