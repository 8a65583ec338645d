/**
 * The first schema, for SQLite. `STRICT`: a value of the wrong type is refused instead of kept. Narrow rows that are read in the order of
 * their key lie in the key itself (`WITHOUT ROWID`).
 */
export const UP = [
  `CREATE TABLE instances (
    id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL, process TEXT NOT NULL, definition BLOB NOT NULL, status TEXT NOT NULL,
    business_key TEXT, number TEXT, started_at INTEGER NOT NULL, started_by TEXT NOT NULL, ended_at INTEGER,
    revision INTEGER NOT NULL, last_at INTEGER NOT NULL, last_leaf BLOB NOT NULL,
    flow_digest BLOB NOT NULL, work_digest BLOB NOT NULL, trail_digest BLOB NOT NULL,
    flow TEXT NOT NULL, work TEXT NOT NULL, trail TEXT NOT NULL
  ) STRICT`,
  'CREATE UNIQUE INDEX instances_number ON instances (unit, number)',
  'CREATE INDEX instances_business_key ON instances (unit, business_key, started_at, id)',
  'CREATE INDEX instances_status ON instances (unit, status, started_at, id)',
  'CREATE INDEX instances_process ON instances (unit, process, status, started_at, id)',
  'CREATE INDEX instances_started_by ON instances (unit, started_by, started_at, id)',

  `CREATE TABLE work_items (
    instance TEXT NOT NULL, item TEXT NOT NULL, unit TEXT NOT NULL, process TEXT NOT NULL, business_key TEXT, number TEXT,
    element INTEGER NOT NULL, activity TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL, assignee TEXT, offers TEXT NOT NULL,
    form TEXT, opened_at INTEGER NOT NULL, due INTEGER, closed_at INTEGER, closed_by TEXT, outcome TEXT,
    PRIMARY KEY (instance, item)
  ) STRICT`,
  'CREATE INDEX work_items_status ON work_items (unit, status, opened_at, instance, item)',
  'CREATE INDEX work_items_assignee ON work_items (unit, assignee, status, opened_at, instance, item)',
  'CREATE INDEX work_items_closed_by ON work_items (unit, closed_by, closed_at, instance, item)',

  `CREATE TABLE work_offers (
    unit TEXT NOT NULL, offer TEXT NOT NULL, taken INTEGER NOT NULL, opened_at INTEGER NOT NULL,
    instance TEXT NOT NULL, item TEXT NOT NULL, process TEXT NOT NULL,
    PRIMARY KEY (unit, offer, taken, opened_at, instance, item)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX work_offers_item ON work_offers (instance, item)',

  `CREATE TABLE timers (
    instance TEXT NOT NULL, subscription INTEGER NOT NULL, unit TEXT NOT NULL, element TEXT NOT NULL,
    due INTEGER NOT NULL, available_at INTEGER NOT NULL,
    PRIMARY KEY (instance, subscription)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX timers_available ON timers (available_at)',
  'CREATE INDEX timers_unit ON timers (unit, due, instance, subscription)',

  `CREATE TABLE subscriptions (
    ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
    instance TEXT NOT NULL, subscription INTEGER NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    correlation TEXT, element TEXT NOT NULL,
    UNIQUE (instance, subscription)
  ) STRICT`,
  'CREATE INDEX subscriptions_name ON subscriptions (unit, kind, name, correlation, ordinal)',

  `CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL, name TEXT NOT NULL, correlation TEXT, variables TEXT NOT NULL,
    targets TEXT NOT NULL, published_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX messages_name ON messages (unit, name, correlation, published_at, id)',
  'CREATE INDEX messages_expiry ON messages (expires_at)',

  `CREATE TABLE jobs (
    instance TEXT NOT NULL, job INTEGER NOT NULL, unit TEXT NOT NULL, process TEXT NOT NULL, element TEXT NOT NULL, handler TEXT NOT NULL,
    retries INTEGER NOT NULL, due INTEGER NOT NULL, last_error TEXT, lock TEXT, locked_until INTEGER,
    available_at INTEGER NOT NULL, external INTEGER NOT NULL,
    PRIMARY KEY (instance, job)
  ) STRICT`,
  'CREATE INDEX jobs_available ON jobs (external, available_at)',
  'CREATE INDEX jobs_handler ON jobs (handler, available_at)',
  'CREATE INDEX jobs_unit ON jobs (unit, due, instance, job)',

  `CREATE TABLE incidents (
    instance TEXT NOT NULL, element INTEGER NOT NULL, unit TEXT NOT NULL, process TEXT NOT NULL, activity TEXT NOT NULL,
    code TEXT NOT NULL, message TEXT NOT NULL, raised_at INTEGER NOT NULL,
    PRIMARY KEY (instance, element)
  ) STRICT`,
  'CREATE INDEX incidents_unit ON incidents (unit, raised_at, instance, element)',

  `CREATE TABLE attachments (
    instance TEXT NOT NULL, seq INTEGER NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL,
    size INTEGER NOT NULL, type TEXT NOT NULL, item TEXT, at INTEGER NOT NULL, by TEXT NOT NULL,
    PRIMARY KEY (instance, seq, name)
  ) STRICT`,

  `CREATE TABLE quarantine (
    instance TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL, at INTEGER NOT NULL, command TEXT NOT NULL,
    principal TEXT NOT NULL, message TEXT NOT NULL, stack TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX quarantine_unit ON quarantine (unit, at, instance)',

  `CREATE TABLE scope_records (
    unit TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (unit, kind, id)
  ) STRICT`,

  `CREATE TABLE streams (
    unit TEXT NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL, leaf BLOB NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (unit, stream)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE entries (
    stream TEXT NOT NULL, unit TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
    principal TEXT NOT NULL, refused TEXT, bytes BLOB NOT NULL, leaf BLOB NOT NULL,
    PRIMARY KEY (unit, stream, seq)
  ) STRICT`,

  `CREATE TABLE contents (
    stream TEXT NOT NULL, unit TEXT NOT NULL, seq INTEGER NOT NULL, pieces TEXT NOT NULL,
    PRIMARY KEY (unit, stream, seq)
  ) STRICT`,

  // AUTOINCREMENT: an ordinal that was consumed is never given out again.
  `CREATE TABLE log_pending (
    ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
    unit TEXT NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL, leaf BLOB NOT NULL
  ) STRICT`,
  'CREATE INDEX log_pending_unit ON log_pending (unit, ordinal)',

  `CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL,
    created_at INTEGER NOT NULL, available_at INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX outbox_available ON outbox (available_at)',

  `CREATE TABLE answers (
    unit TEXT NOT NULL, principal TEXT NOT NULL, key TEXT NOT NULL, payload BLOB NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (unit, principal, key)
  ) STRICT`,
  'CREATE INDEX answers_at ON answers (at)',

  `CREATE TABLE deployments (
    id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
    published_at INTEGER, published_by TEXT
  ) STRICT`,
  'CREATE INDEX deployments_unit ON deployments (unit, at, id)',

  `CREATE TABLE resources (
    deployment TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL, digest BLOB NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (deployment, name)
  ) STRICT`,

  `CREATE TABLE definitions (
    digest BLOB NOT NULL, unit TEXT NOT NULL, process TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL,
    deployment TEXT NOT NULL, resource TEXT NOT NULL, status TEXT NOT NULL, pins TEXT NOT NULL,
    PRIMARY KEY (digest, unit)
  ) STRICT`,
  'CREATE UNIQUE INDEX definitions_version ON definitions (unit, process, version)',
  'CREATE INDEX definitions_deployment ON definitions (deployment)',

  'CREATE TABLE units (unit TEXT NOT NULL PRIMARY KEY, organisation INTEGER NOT NULL) STRICT, WITHOUT ROWID',

  `CREATE TABLE facts (
    unit TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER,
    since INTEGER NOT NULL, until INTEGER, data TEXT NOT NULL,
    PRIMARY KEY (unit, kind, id, valid_from, since)
  ) STRICT`,
  'CREATE INDEX facts_since ON facts (unit, since)',
  'CREATE INDEX facts_until ON facts (unit, until)',

  `CREATE TABLE credentials (
    unit TEXT NOT NULL, account TEXT NOT NULL, hash TEXT NOT NULL, must_change INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    PRIMARY KEY (unit, account)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE counters (
    unit TEXT NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (unit, series)
  ) STRICT, WITHOUT ROWID`,
];
