-- name: create
CREATE TABLE IF NOT EXISTS session (
    id_hash TEXT PRIMARY KEY,       -- SHA-256 of the id in the cookie: a stolen file opens no session
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,            -- JSON list of role names
    id_token TEXT NOT NULL,         -- the provider wants it back as a hint at log-out
    started_at REAL NOT NULL,       -- seconds since 1970
    seen_at REAL NOT NULL
) STRICT

-- name: create_in_postgres
SELECT pg_advisory_xact_lock(20261124);
CREATE TABLE IF NOT EXISTS session (
    id_hash TEXT PRIMARY KEY, subject TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL,
    id_token TEXT NOT NULL, started_at DOUBLE PRECISION NOT NULL, seen_at DOUBLE PRECISION NOT NULL
)

-- name: start
INSERT INTO session (id_hash, subject, name, roles, id_token, started_at, seen_at)
VALUES ($id_hash, $subject, $name, $roles, $id_token, $now, $now)
ON CONFLICT (id_hash) DO NOTHING

-- name: probe
INSERT INTO session (id_hash, subject, name, roles, id_token, started_at, seen_at)
VALUES ('probe', '', '', '[]', '', 0, $now)
ON CONFLICT (id_hash) DO UPDATE SET seen_at = excluded.seen_at

-- name: find
SELECT subject, name, roles, id_token, started_at, seen_at
FROM session
WHERE id_hash = $id_hash AND started_at > $started_after AND seen_at > $seen_after

-- name: touch
UPDATE session SET seen_at = $now WHERE id_hash = $id_hash AND seen_at < $now

-- name: end
DELETE FROM session WHERE id_hash = $id_hash

-- name: revoke
DELETE FROM session WHERE subject = $subject

-- name: sweep
DELETE FROM session WHERE started_at <= $started_after OR seen_at <= $seen_after
