import { z } from "zod";

/** How long a plan may be applied, in milliseconds: a working day. */
export const PLAN_LIFETIME_MS = 12 * 60 * 60 * 1000;

/** What a plan was made from: it may be applied to exactly this, and to nothing else. */
export const planBindingSchema = z.strictObject({
  version: z.literal(1),
  stack: z.string(),
  project: z.string(),
  environment: z.string(),
  /** A digest of the state's resources; `none` where there were none. */
  state: z.string(),
  /** Git's ID of all files of the workspace, committed or not. */
  gitTree: z.string(),
  /** A digest of package-lock.json. */
  lockfile: z.string(),
  /** A digest of the stack's configuration files. */
  configuration: z.string(),
  /** The version of the Pulumi CLI. */
  engine: z.string(),
  /** The npm packages of the program with their versions, providers among them, as a digest. */
  packages: z.string(),
  /** What the program read that only the update of its upstreams will tell, as `network.vpcs.…`. */
  unknownReads: z.array(z.string()),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

export type PlanBinding = z.output<typeof planBindingSchema>;

/** What of a binding can be compared with what is there now. */
export type PlanFacts = Omit<PlanBinding, "version" | "unknownReads" | "createdAt" | "expiresAt">;

const NAMES: Readonly<Record<keyof PlanFacts, string>> = {
  stack: "the stack",
  project: "the project",
  environment: "the environment",
  state: "the state",
  gitTree: "the files of the workspace (Git tree)",
  lockfile: "package-lock.json",
  configuration: "the configuration",
  engine: "the engine",
  packages: "the program's packages",
};

/** Everything in which a plan differs from what is there now, with both; empty if it may be applied. */
export function staleness(binding: PlanBinding, now: PlanFacts, time: Date): string[] {
  const different = (Object.keys(NAMES) as (keyof PlanFacts)[])
    .filter((name) => binding[name] !== now[name])
    .map((name) => `${NAMES[name]}: planned for ${binding[name]}, now ${now[name]}`);
  const expired =
    time.getTime() >= Date.parse(binding.expiresAt)
      ? [`the time: it could be applied until ${binding.expiresAt}, now ${time.toISOString()}`]
      : [];
  return [...different, ...expired];
}
