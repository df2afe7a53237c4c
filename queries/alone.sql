-- Indicators whose figures are all of one organisation.
SELECT indicator, min(org) AS org
FROM published.cell
GROUP BY indicator
HAVING count(DISTINCT org) = 1
ORDER BY indicator
