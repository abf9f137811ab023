/** Raised when the tables change. A store of another form is refused, never converted in silence. */
export const SCHEMA_VERSION = 1;

/**
 * `region` is empty for what has no region (IAM). `seed` is what a resource's IDs were derived from. `unique_key` is
 * its physical name within its scope. Secrets are digests in `inputs` and `outputs`.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS resources (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  urn TEXT NOT NULL,
  seed TEXT NOT NULL,
  unique_key TEXT,
  inputs TEXT NOT NULL,
  outputs TEXT NOT NULL,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  PRIMARY KEY (account, region, type, id)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS resources_by_name ON resources (account, region, unique_key);
CREATE TABLE IF NOT EXISTS resource_references (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  path TEXT NOT NULL,
  target_type TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (account, region, type, id, path, target_type, target),
  FOREIGN KEY (account, region, type, id) REFERENCES resources ON DELETE CASCADE
) STRICT;
CREATE INDEX IF NOT EXISTS references_by_target ON resource_references (account, target_type, target);
`;

/** Tables that were added without a change to those above: a store that lacks them gets them. */
export const ADDED_SCHEMA = `
CREATE TABLE IF NOT EXISTS held_back (
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  key TEXT NOT NULL,
  what TEXT NOT NULL,
  until TEXT NOT NULL,
  PRIMARY KEY (account, region, key)
) STRICT;
`;
