-- What happened, by number. An event without indicators concerns all of them.
SELECT number, date_from, date_to, text, indicators, source, is_example, rebase
FROM published.event
ORDER BY number
