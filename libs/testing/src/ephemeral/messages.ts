import type { CloudResource } from "./place.ts";

/** What the process of a test asks of its guardian. Answers carry the same id. */
export type Request =
  // `stack`, as `project/stack`, is the one that the command is about.
  | { id: number; kind: "run"; stack: string; args: string[]; cwd: string; env: Record<string, string> }
  | { id: number; kind: "interrupt"; run: number }
  | { id: number; kind: "resources" }
  | { id: number; kind: "close" };

/** What a guardian says. `ready` and `unready` come first, one of them, unasked. */
export type Message =
  | { kind: "ready"; folder: string; environment: string; version: string }
  | { kind: "unready"; error: string }
  | { kind: "output"; id: number; stream: "stdout" | "stderr"; text: string }
  | { kind: "ended"; id: number; outcome: PulumiOutcome }
  | { kind: "resources"; id: number; resources: CloudResource[] }
  | { kind: "closed"; id: number; report: TeardownReport }
  | { kind: "failed"; id: number; error: string };

export interface PulumiOutcome {
  /** -1 for one that a signal has ended. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TeardownReport {
  /** The stacks that were taken down, as `project/stack`. */
  readonly stacks: readonly string[];
  /** What went wrong, or is left. Empty if all is gone. */
  readonly problems: readonly string[];
}
