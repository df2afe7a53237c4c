-- The calendar years that have figures.
SELECT DISTINCT year(period_start)::INTEGER AS year
FROM published.cell
ORDER BY year
