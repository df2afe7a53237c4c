-- The categories of the indicators that have them.
SELECT indicator, id, name
FROM published.category
ORDER BY indicator, position
