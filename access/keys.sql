-- name: create_keys
CREATE TABLE IF NOT EXISTS tool_key (
    id TEXT PRIMARY KEY,            -- stands in the key, in the log and in lists
    secret_hash TEXT NOT NULL,      -- SHA-256 of the rest of the key, which is kept nowhere
    name TEXT NOT NULL,             -- what the tool is
    role TEXT NOT NULL CHECK (role IN ('namnd', 'ledning')),
    made_at REAL NOT NULL,          -- seconds since 1970, as the two below
    made_by TEXT NOT NULL,
    expires_at REAL NOT NULL,
    revoked_at REAL,
    used_on TEXT                    -- the latest day of use, YYYY-MM-DD
) STRICT

-- name: create_keys_in_postgres
SELECT pg_advisory_xact_lock(20261124);
CREATE TABLE IF NOT EXISTS tool_key (
    id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL, name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('namnd', 'ledning')),
    made_at DOUBLE PRECISION NOT NULL, made_by TEXT NOT NULL, expires_at DOUBLE PRECISION NOT NULL,
    revoked_at DOUBLE PRECISION, used_on TEXT
)

-- name: make_key
INSERT INTO tool_key (id, secret_hash, name, role, made_at, made_by, expires_at)
VALUES ($id, $secret_hash, $name, $role, $now, $made_by, $expires_at)
ON CONFLICT (id) DO NOTHING

-- name: find_key
SELECT id, secret_hash, name, role, made_at, made_by, expires_at, revoked_at, used_on
FROM tool_key
WHERE id = $id

-- name: list_keys
SELECT id, secret_hash, name, role, made_at, made_by, expires_at, revoked_at, used_on
FROM tool_key
ORDER BY made_at, id

-- name: note_use_of_key
UPDATE tool_key SET used_on = $today WHERE id = $id AND (used_on IS NULL OR used_on < $today)

-- name: revoke_key
UPDATE tool_key SET revoked_at = $now WHERE id = $id AND revoked_at IS NULL
