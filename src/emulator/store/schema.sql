-- One row with the singleton state. Every change increments `revision`, which tells other processes
-- whether their copy is current.
CREATE TABLE globals (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE objects (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- Apart from the other objects, because most of them are loaded only when they are due.
CREATE TABLE environments (
    id TEXT PRIMARY KEY,
    -- In milliseconds since 1970; 0 if a prebuild moves it.
    due INTEGER NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX environments_by_due ON environments (due);
CREATE TABLE warm_pools (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL,
    class_id TEXT NOT NULL,
    is_live INTEGER NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;

-- Enforces the service's rule of at most one pool per project and class.
CREATE UNIQUE INDEX one_live_pool ON warm_pools (project_id, class_id) WHERE is_live;

-- For the watchers of all processes; old events are deleted.
CREATE TABLE events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
);
-- The history, in milliseconds since 1970. It is queried and never loaded.
CREATE TABLE usage (
    stopped_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    environment_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    runner_id TEXT NOT NULL,
    class_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    PRIMARY KEY (stopped_at, id)
) WITHOUT ROWID;
CREATE TABLE sessions (
    started_at INTEGER NOT NULL,
    environment_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    PRIMARY KEY (started_at, environment_id)
) WITHOUT ROWID;
CREATE TABLE audit (
    created_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    is_service_account INTEGER NOT NULL,
    subject_id TEXT NOT NULL,
    action TEXT NOT NULL,
    PRIMARY KEY (created_at, id)
) WITHOUT ROWID;
