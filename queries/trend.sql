-- One indicator over time for some organisations, one row a cell, with how complete its base is.
SELECT
    cell.level::VARCHAR AS level,
    cell.org,
    org.name AS org_name,
    cell.period_start,
    cell.numerator,
    cell.denominator,
    cell.value,
    cell.mark::VARCHAR AS mark,
    reporting.units_reported,
    reporting.units_expected
FROM published.cell
JOIN published.org ON org.level = cell.level AND org.id = cell.org
LEFT JOIN published.reporting
    ON reporting.indicator = cell.indicator
    AND reporting.level = cell.level
    AND reporting.org = cell.org
    AND reporting.period_kind = cell.period_kind
    AND reporting.period_start = cell.period_start
WHERE cell.indicator = $indicator
    AND list_contains($orgs::VARCHAR[], cell.org)
    AND cell.period_kind::VARCHAR = $period_kind
    AND cell.gender = $gender
    AND cell.age = 'all'
    AND cell.category = $category
    AND (len($years::INTEGER[]) = 0 OR list_contains($years::INTEGER[], year(cell.period_start)))
ORDER BY org.level, org.position, cell.period_start
