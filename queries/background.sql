-- Background figures: of other places, never to be mixed with the office's own.
SELECT id, heading, figure, population, age, year, source, warning
FROM published.background
ORDER BY position
