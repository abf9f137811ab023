/**
 * What must be true of an item for an update of it to happen. `#name` stands for the attribute of that name. Each clause is an
 * argument of its own: test/mutate.ts takes away any one of them, and the tests must notice.
 */

/** Nobody has the lease, and nobody waits for it. */
export const FREE = anyOf(
  "attribute_not_exists(#LockID)",
  allOf("#released = :true", "size(#waiters) = :zero"),
);

/** Nothing has happened since the record was seen. */
export const AS_OBSERVED = allOf("#recordVersion = :observed");

/** The lease is still ours; whether or not the heartbeat arrived that nobody answered. */
export const OURS = allOf(anyOf("#recordVersion = :current", "#recordVersion = :next"), "#fence = :fence");

/** There is something to wait for. */
export const WAITED_FOR = allOf("attribute_exists(#waiters)");

/** The very lease that a person was shown is held. */
export const AS_SHOWN = allOf("#fence = :fence", "#released = :false");

export function allOf(...clauses: readonly string[]): string {
  return clauses.map((clause) => (clause.includes(" OR ") ? `(${clause})` : clause)).join(" AND ");
}

export function anyOf(...clauses: readonly string[]): string {
  return clauses.join(" OR ");
}
