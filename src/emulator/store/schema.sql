-- One row: what there is one of. `revision` moves with every change, so that another process
-- sees by one number whether what it remembers still holds.
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

-- The promise of the service that a pair has one pool, kept by the database itself.
CREATE UNIQUE INDEX one_live_pool ON warm_pools (project_id, class_id) WHERE is_live;

-- What watchers of any process are told; old ones are dropped.
CREATE TABLE events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
);
