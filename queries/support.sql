-- Where to turn for support.
SELECT purpose, reach, address
FROM published.support
ORDER BY position
