-- The milestones of the measures.
SELECT measure, date, text, done, source, is_example
FROM published.milestone
ORDER BY measure, date
