/**
 * The first schema, for MariaDB and MySQL. Every text is of one collation (`T`, see `mysqlTables`), also ids, which are ASCII: a question with
 * another character in it would otherwise be an error of mixed collations instead of finding nothing.
 */
export const UP = [
  `CREATE TABLE instances (
    id VARCHAR(100) T NOT NULL, unit VARCHAR(64) T NOT NULL, process VARCHAR(190) T NOT NULL, definition BINARY(32) NOT NULL,
    status VARCHAR(32) T NOT NULL, business_key VARCHAR(255) T, number VARCHAR(100) T,
    started_at BIGINT NOT NULL, started_by VARCHAR(190) T NOT NULL, ended_at BIGINT,
    revision BIGINT NOT NULL, last_at BIGINT NOT NULL, last_leaf BINARY(32) NOT NULL,
    flow_digest BINARY(32) NOT NULL, work_digest BINARY(32) NOT NULL, trail_digest BINARY(32) NOT NULL,
    flow LONGTEXT T NOT NULL, work LONGTEXT T NOT NULL, trail LONGTEXT T NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY instances_number (unit, number),
    KEY instances_business_key (unit, business_key, started_at, id),
    KEY instances_status (unit, status, started_at, id),
    KEY instances_process (unit, process, status, started_at, id),
    KEY instances_started_by (unit, started_by, started_at, id)
  )`,

  `CREATE TABLE work_items (
    instance VARCHAR(100) T NOT NULL, item VARCHAR(120) T NOT NULL, unit VARCHAR(64) T NOT NULL, process VARCHAR(190) T NOT NULL,
    business_key VARCHAR(255) T, number VARCHAR(100) T, element BIGINT NOT NULL, activity VARCHAR(255) T NOT NULL,
    name LONGTEXT T NOT NULL, status VARCHAR(32) T NOT NULL, assignee VARCHAR(190) T, offers LONGTEXT T NOT NULL, form LONGTEXT T,
    opened_at BIGINT NOT NULL, due BIGINT, closed_at BIGINT, closed_by VARCHAR(190) T, outcome LONGTEXT T,
    PRIMARY KEY (instance, item),
    KEY work_items_status (unit, status, opened_at, instance, item),
    KEY work_items_assignee (unit, assignee, status, opened_at, instance, item),
    KEY work_items_closed_by (unit, closed_by, closed_at, instance, item)
  )`,

  `CREATE TABLE work_offers (
    unit VARCHAR(64) T NOT NULL, offer VARCHAR(190) T NOT NULL, taken TINYINT NOT NULL, opened_at BIGINT NOT NULL,
    instance VARCHAR(100) T NOT NULL, item VARCHAR(120) T NOT NULL, process VARCHAR(190) T NOT NULL,
    PRIMARY KEY (unit, offer, taken, opened_at, instance, item),
    KEY work_offers_item (instance, item)
  )`,

  `CREATE TABLE timers (
    instance VARCHAR(100) T NOT NULL, subscription BIGINT NOT NULL, unit VARCHAR(64) T NOT NULL, element VARCHAR(255) T NOT NULL,
    due BIGINT NOT NULL, available_at BIGINT NOT NULL,
    PRIMARY KEY (instance, subscription),
    KEY timers_available (available_at),
    KEY timers_unit (unit, due, instance, subscription)
  )`,

  `CREATE TABLE subscriptions (
    ordinal BIGINT NOT NULL AUTO_INCREMENT, instance VARCHAR(100) T NOT NULL, subscription BIGINT NOT NULL,
    unit VARCHAR(64) T NOT NULL, kind VARCHAR(32) T NOT NULL, name VARCHAR(255) T NOT NULL, correlation VARCHAR(255) T,
    element VARCHAR(255) T NOT NULL,
    PRIMARY KEY (instance, subscription),
    UNIQUE KEY subscriptions_ordinal (ordinal),
    KEY subscriptions_name (unit, kind, name, correlation, ordinal)
  )`,

  `CREATE TABLE messages (
    id VARCHAR(100) T NOT NULL, unit VARCHAR(64) T NOT NULL, name VARCHAR(255) T NOT NULL, correlation VARCHAR(255) T,
    variables LONGTEXT T NOT NULL, targets LONGTEXT T NOT NULL, published_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    KEY messages_name (unit, name, correlation, published_at, id),
    KEY messages_expiry (expires_at)
  )`,

  `CREATE TABLE jobs (
    instance VARCHAR(100) T NOT NULL, job BIGINT NOT NULL, unit VARCHAR(64) T NOT NULL, process VARCHAR(190) T NOT NULL,
    element VARCHAR(255) T NOT NULL, handler VARCHAR(190) T NOT NULL, retries BIGINT NOT NULL, due BIGINT NOT NULL,
    last_error LONGTEXT T, \`lock\` VARCHAR(100) T, locked_until BIGINT, available_at BIGINT NOT NULL, \`external\` TINYINT NOT NULL,
    PRIMARY KEY (instance, job),
    KEY jobs_available (\`external\`, available_at),
    KEY jobs_handler (handler, available_at),
    KEY jobs_unit (unit, due, instance, job)
  )`,

  `CREATE TABLE incidents (
    instance VARCHAR(100) T NOT NULL, element BIGINT NOT NULL, unit VARCHAR(64) T NOT NULL, process VARCHAR(190) T NOT NULL,
    activity VARCHAR(255) T NOT NULL, code VARCHAR(100) T NOT NULL, message LONGTEXT T NOT NULL, raised_at BIGINT NOT NULL,
    PRIMARY KEY (instance, element),
    KEY incidents_unit (unit, raised_at, instance, element)
  )`,

  `CREATE TABLE attachments (
    instance VARCHAR(100) T NOT NULL, seq BIGINT NOT NULL, unit VARCHAR(64) T NOT NULL, name VARCHAR(255) T NOT NULL,
    digest BINARY(32) NOT NULL, size BIGINT NOT NULL, type VARCHAR(255) T NOT NULL, item VARCHAR(120) T, at BIGINT NOT NULL,
    \`by\` VARCHAR(190) T NOT NULL,
    PRIMARY KEY (instance, seq, name)
  )`,

  `CREATE TABLE quarantine (
    instance VARCHAR(100) T NOT NULL, unit VARCHAR(64) T NOT NULL, at BIGINT NOT NULL, command LONGTEXT T NOT NULL,
    principal VARCHAR(190) T NOT NULL, message LONGTEXT T NOT NULL, stack LONGTEXT T NOT NULL,
    PRIMARY KEY (instance),
    KEY quarantine_unit (unit, at, instance)
  )`,

  `CREATE TABLE scope_records (
    unit VARCHAR(64) T NOT NULL, kind VARCHAR(100) T NOT NULL, id VARCHAR(255) T NOT NULL, revision BIGINT NOT NULL,
    value LONGTEXT T NOT NULL,
    PRIMARY KEY (unit, kind, id)
  )`,

  `CREATE TABLE streams (
    unit VARCHAR(64) T NOT NULL, stream VARCHAR(200) T NOT NULL, seq BIGINT NOT NULL, leaf BINARY(32) NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (unit, stream)
  )`,

  `CREATE TABLE entries (
    stream VARCHAR(200) T NOT NULL, unit VARCHAR(64) T NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, kind VARCHAR(100) T NOT NULL,
    principal VARCHAR(190) T NOT NULL, refused VARCHAR(100) T, bytes LONGBLOB NOT NULL, leaf BINARY(32) NOT NULL,
    PRIMARY KEY (unit, stream, seq)
  )`,

  `CREATE TABLE contents (
    stream VARCHAR(200) T NOT NULL, unit VARCHAR(64) T NOT NULL, seq BIGINT NOT NULL, pieces LONGTEXT T NOT NULL,
    PRIMARY KEY (unit, stream, seq)
  )`,

  `CREATE TABLE log_pending (
    ordinal BIGINT NOT NULL AUTO_INCREMENT, unit VARCHAR(64) T NOT NULL, stream VARCHAR(200) T NOT NULL, seq BIGINT NOT NULL,
    leaf BINARY(32) NOT NULL,
    PRIMARY KEY (ordinal),
    KEY log_pending_unit (unit, ordinal)
  )`,

  `CREATE TABLE outbox (
    id VARCHAR(100) T NOT NULL, unit VARCHAR(64) T NOT NULL, kind VARCHAR(32) T NOT NULL, payload LONGTEXT T NOT NULL,
    created_at BIGINT NOT NULL, available_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    KEY outbox_available (available_at)
  )`,

  `CREATE TABLE answers (
    unit VARCHAR(64) T NOT NULL, principal VARCHAR(190) T NOT NULL, \`key\` VARCHAR(200) T NOT NULL, payload BINARY(32) NOT NULL,
    answer LONGTEXT T NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (unit, principal, \`key\`),
    KEY answers_at (at)
  )`,

  `CREATE TABLE deployments (
    id VARCHAR(100) T NOT NULL, unit VARCHAR(64) T NOT NULL, name LONGTEXT T NOT NULL, at BIGINT NOT NULL, \`by\` VARCHAR(190) T NOT NULL,
    published_at BIGINT, published_by VARCHAR(190) T,
    PRIMARY KEY (id),
    KEY deployments_unit (unit, at, id)
  )`,

  `CREATE TABLE resources (
    deployment VARCHAR(100) T NOT NULL, name VARCHAR(255) T NOT NULL, unit VARCHAR(64) T NOT NULL, kind VARCHAR(32) T NOT NULL,
    digest BINARY(32) NOT NULL, text LONGTEXT T NOT NULL,
    PRIMARY KEY (deployment, name)
  )`,

  `CREATE TABLE definitions (
    digest BINARY(32) NOT NULL, unit VARCHAR(64) T NOT NULL, process VARCHAR(190) T NOT NULL, version BIGINT NOT NULL,
    name LONGTEXT T NOT NULL, deployment VARCHAR(100) T NOT NULL, resource VARCHAR(255) T NOT NULL, status VARCHAR(32) T NOT NULL,
    pins LONGTEXT T NOT NULL,
    PRIMARY KEY (digest, unit),
    UNIQUE KEY definitions_version (unit, process, version),
    KEY definitions_deployment (deployment)
  )`,

  `CREATE TABLE units (unit VARCHAR(64) T NOT NULL, organisation BIGINT NOT NULL, PRIMARY KEY (unit))`,

  `CREATE TABLE facts (
    unit VARCHAR(64) T NOT NULL, kind VARCHAR(32) T NOT NULL, id VARCHAR(190) T NOT NULL, valid_from BIGINT NOT NULL, valid_to BIGINT,
    since BIGINT NOT NULL, until BIGINT, data LONGTEXT T NOT NULL,
    PRIMARY KEY (unit, kind, id, valid_from, since),
    KEY facts_since (unit, since),
    KEY facts_until (unit, until)
  )`,

  `CREATE TABLE credentials (
    unit VARCHAR(64) T NOT NULL, account VARCHAR(190) T NOT NULL, hash VARCHAR(255) T NOT NULL, must_change TINYINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (unit, account)
  )`,

  `CREATE TABLE counters (
    unit VARCHAR(64) T NOT NULL, series VARCHAR(190) T NOT NULL, last BIGINT NOT NULL,
    PRIMARY KEY (unit, series)
  )`,
];
