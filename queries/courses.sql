-- The courses.
SELECT id, name, producer, audience, source
FROM published.course
ORDER BY position
