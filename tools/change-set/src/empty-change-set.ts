import type { ChangeSet } from "./change-set.ts";

/** A change set of a preview that found nothing to change, for tests: with these fields instead. */
export function emptyChangeSet(fields: Partial<ChangeSet> = {}): ChangeSet {
  return {
    version: 1,
    stack: "network",
    project: "network",
    environment: "local",
    operation: "preview",
    succeeded: true,
    engine: { version: "3.259.0" },
    providers: [],
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1250,
    reasons: [],
    counts: {},
    resources: [],
    outputs: [],
    upstreams: [],
    bindings: [],
    policies: [],
    untestedTypes: [],
    diagnostics: [],
    ...fields,
  };
}
