import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { ADDED_SCHEMA, SCHEMA, SCHEMA_VERSION } from "./schema.sql.ts";

/** Where a resource is in the embedded AWS. */
export interface ResourceKey {
  account: string;
  /** Empty for a resource without a region. */
  region: string;
  /** Pulumi's type token. */
  type: string;
  id: string;
}

/** What is referred to. */
export interface ReferenceTarget {
  targetType: string;
  /** The ID, ARN or name it refers to. */
  target: string;
}

export interface Reference extends ReferenceTarget {
  /** The property that refers. */
  path: string;
}

export interface StoredResource extends ResourceKey {
  urn: string;
  seed: string;
  uniqueKey: string | null;
  /** JSON; secrets are digests. */
  inputs: string;
  outputs: string;
  createdAt: string;
  modifiedAt: string;
}

/** What was deleted and cannot be used again yet. */
export interface HeldBack {
  what: string;
  /** ISO 8601. */
  until: string;
}

/** Something of the same physical name exists in the same scope. */
export class NameTakenError extends Error {
  override name = "NameTakenError";
  readonly holder: StoredResource;
  constructor(holder: StoredResource) {
    super(`The name is taken by ${holder.type} ${holder.id} (${holder.urn}).`);
    this.holder = holder;
  }
}

const COLUMNS = `account, region, type, id, urn, seed, unique_key AS uniqueKey, inputs, outputs,
  created_at AS createdAt, modified_at AS modifiedAt`;
const KEY = "account = :account AND region = :region AND type = :type AND id = :id";

/** How long a process waits for another one's write, in milliseconds. */
const BUSY_TIMEOUT = 30_000;

/**
 * The resources of the embedded AWS, in a SQLite file that several processes share. Every method is one transaction;
 * what it returned from is durable.
 */
export class Store {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true });
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    this.#prepareSchema(path);
  }

  #prepareSchema(path: string): void {
    this.transaction(() => {
      const version = this.#version();
      if (version === SCHEMA_VERSION) return this.#database.exec(ADDED_SCHEMA);
      if (version !== 0) {
        throw new Error(
          `The store ${path} has form ${version}, this version of the embedded AWS reads form ${SCHEMA_VERSION}. ` +
            `Use the version that wrote it, or destroy the local stacks with that version and remove the file.`,
        );
      }
      this.#database.exec(`${SCHEMA} ${ADDED_SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION};`);
    });
  }

  #version(): number {
    return (this.#database.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;
  }

  /** Runs several calls as one transaction: all or none of them take effect. Nested calls join the outer one. */
  transaction<T>(work: () => T): T {
    if (this.#database.isTransaction) return work();
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  get(key: ResourceKey): StoredResource | undefined {
    const { account, region, type, id } = key;
    return this.#one(`SELECT ${COLUMNS} FROM resources WHERE ${KEY}`, { account, region, type, id });
  }

  /**
   * Everything, or everything of one type in one account and region; in the order of creation.
   *
   * @param referringTo only what refers to this: found by an index, however much else there is
   */
  list(
    scope?: { account: string; region: string; type: string },
    referringTo?: ReferenceTarget,
  ): StoredResource[] {
    const order = "ORDER BY created_at, type, id";
    if (scope === undefined) return this.#all(`SELECT ${COLUMNS} FROM resources ${order}`, {});
    const { account, region, type } = scope;
    const where = "account = :account AND region = :region AND type = :type";
    if (referringTo === undefined)
      return this.#all(`SELECT ${COLUMNS} FROM resources WHERE ${where} ${order}`, { account, region, type });
    const { targetType, target } = referringTo;
    // Without statistics SQLite takes the primary key for the better index, which is all of the type.
    return this.#all(
      `SELECT ${COLUMNS} FROM resources WHERE ${where} AND id IN (
         SELECT id FROM resource_references INDEXED BY references_by_target
         WHERE ${where} AND target_type = :targetType AND target = :target) ${order}`,
      { account, region, type, targetType, target },
    );
  }

  byName(account: string, region: string, uniqueKey: string): StoredResource | undefined {
    return this.#one(
      `SELECT ${COLUMNS} FROM resources WHERE account = :account AND region = :region AND unique_key = :uniqueKey`,
      { account, region, uniqueKey },
    );
  }

  /** Adds a resource. Throws {@link NameTakenError} if its name, or its ID, is taken. */
  insert(resource: StoredResource, references: readonly Reference[]): void {
    this.transaction(() => {
      this.#assertFree(resource);
      this.#run(
        `INSERT INTO resources VALUES (:account, :region, :type, :id, :urn, :seed, :uniqueKey, :inputs, :outputs,
          :createdAt, :modifiedAt)`,
        { ...resource },
      );
      this.#insertReferences(resource, references);
      // It exists again: IDs are made from URNs, so a resource may come back with the ID that it had.
      const { account, region, type, id } = resource;
      this.#run(`DELETE FROM held_back WHERE account = :account AND region = :region AND key = :key`, {
        account,
        region,
        key: `${type}\n${id}`,
      });
    });
  }

  /** Changes a resource that exists. Throws {@link NameTakenError} if its new name is taken. */
  update(resource: StoredResource, references: readonly Reference[]): void {
    this.transaction(() => {
      this.#assertFree(resource, resource.id);
      const { account, region, type, id, uniqueKey, inputs, outputs, modifiedAt, urn } = resource;
      this.#run(
        `UPDATE resources SET urn = :urn, unique_key = :uniqueKey, inputs = :inputs, outputs = :outputs,
          modified_at = :modifiedAt WHERE ${KEY}`,
        { account, region, type, id, urn, uniqueKey, inputs, outputs, modifiedAt },
      );
      this.#run(`DELETE FROM resource_references WHERE ${KEY}`, { account, region, type, id });
      this.#insertReferences(resource, references);
    });
  }

  delete(key: ResourceKey): void {
    const { account, region, type, id } = key;
    this.#run(`DELETE FROM resources WHERE ${KEY}`, { account, region, type, id });
  }

  /** What refers to a resource by any of the given texts (its ID, ARN, name). */
  referencing(
    account: string,
    targetType: string,
    targets: readonly string[],
  ): (ResourceKey & { path: string })[] {
    return targets.flatMap((target) =>
      this.#all<ResourceKey & { path: string }>(
        `SELECT account, region, type, id, path FROM resource_references
         WHERE account = :account AND target_type = :targetType AND target = :target`,
        { account, targetType, target },
      ),
    );
  }

  /**
   * Keeps a name, or an ID, from being used until a time.
   *
   * @param key the type and the name or ID, as in `unique_key`
   * @param held what is the matter, to end "It was deleted and …", and until when (ISO 8601)
   */
  holdBack({ account, region }: ResourceKey, key: string, held: HeldBack): void {
    this.#run(`INSERT OR REPLACE INTO held_back VALUES (:account, :region, :key, :what, :until)`, {
      account,
      region,
      key,
      ...held,
    });
  }

  /** What is held back still at a time (ISO 8601). */
  heldBack(account: string, region: string, key: string, now: string): HeldBack | undefined {
    return this.#one<HeldBack>(
      `SELECT what, until FROM held_back
       WHERE account = :account AND region = :region AND key = :key AND until > :now`,
      { account, region, key, now },
    );
  }

  /** Frees every name that is held back, as when the whole cloud starts anew. */
  releaseHeldBack(): void {
    this.#run("DELETE FROM held_back", {});
  }

  /** A digest of all that there is and of all names held back at a time (ISO 8601): equal for equal clouds. */
  digest(now: string): string {
    const hash = createHash("sha256");
    const order = "ORDER BY account, region, type, id";
    for (const resource of this.#all<StoredResource>(`SELECT ${COLUMNS} FROM resources ${order}`, {}))
      hash.update(JSON.stringify(resource));
    const held = "SELECT * FROM held_back WHERE until > :now ORDER BY account, region, key";
    hash.update(JSON.stringify(this.#all(held, { now })));
    return hash.digest("hex").slice(0, 32);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #assertFree(resource: StoredResource, exceptId?: string): void {
    if (exceptId === undefined) {
      const same = this.get(resource);
      if (same !== undefined) throw new NameTakenError(same);
    }
    if (resource.uniqueKey === null) return;
    const holder = this.byName(resource.account, resource.region, resource.uniqueKey);
    if (holder !== undefined && holder.id !== exceptId) throw new NameTakenError(holder);
  }

  #insertReferences({ account, region, type, id }: ResourceKey, references: readonly Reference[]): void {
    for (const { path, targetType, target } of references) {
      this.#run(
        `INSERT OR IGNORE INTO resource_references VALUES (:account, :region, :type, :id, :path, :targetType, :target)`,
        { account, region, type, id, path, targetType, target },
      );
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
  #run(sql: string, parameters: Record<string, string | null>): void {
    this.#prepare(sql).run(parameters);
  }
  #one<T = StoredResource>(sql: string, parameters: Record<string, string>): T | undefined {
    return this.#prepare(sql).get(parameters) as T | undefined;
  }
  #all<T = StoredResource>(sql: string, parameters: Record<string, string>): T[] {
    return this.#prepare(sql).all(parameters) as T[];
  }
}
