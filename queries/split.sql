-- One indicator for one organisation, cut by one dimension: one row a cell. The whole ('all') is not among the rows.
SELECT
    cell.period_start,
    CASE $dimension
        WHEN 'gender' THEN cell.gender
        WHEN 'age' THEN cell.age
        ELSE cell.category
    END AS part,
    coalesce(category.name, part) AS part_name,
    cell.numerator,
    cell.denominator,
    cell.value,
    cell.mark::VARCHAR AS mark
FROM published.cell
LEFT JOIN published.category ON category.indicator = cell.indicator AND category.id = cell.category
WHERE cell.indicator = $indicator
    AND cell.org = $org
    AND cell.period_kind::VARCHAR = $period_kind
    AND (cell.gender <> 'all') = ($dimension = 'gender')
    AND (cell.age <> 'all') = ($dimension = 'age')
    AND (cell.category <> 'all') = ($dimension = 'category')
    AND (len($years::INTEGER[]) = 0 OR list_contains($years::INTEGER[], year(cell.period_start)))
ORDER BY category.position, part, cell.period_start
