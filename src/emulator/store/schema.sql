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
