import { LeaseError } from "./errors.ts";

export interface LeaseSettings {
  /** How long a lease lasts without a heartbeat. @default 60 s */
  readonly leaseMilliseconds: number;
  /** Between heartbeats; a third of the lease at most. @default a quarter of the lease */
  readonly heartbeatMilliseconds: number;
  /**
   * How long before the end of the lease its owner stops: time for Pulumi to end, and for clocks that run at different
   * speeds. @default a quarter of the lease
   */
  readonly marginMilliseconds: number;
  /** How long somebody else's lease is waited for; 0 does not wait. @default 30 min */
  readonly waitMilliseconds: number;
  /** Between the looks of somebody who waits; the next one looks four times as often, the one behind it twice. @default 1 s or a tenth of the lease */
  readonly pollMilliseconds: number;
  /** How long whoever is next may leave a free lease unclaimed, until it is the turn of the one behind. @default five looks */
  readonly graceMilliseconds: number;
}

/** Settings with what was not given. Throws a {@link LeaseError} with every problem. */
export function completeSettings(given: Partial<LeaseSettings> = {}): LeaseSettings {
  const leaseMilliseconds = given.leaseMilliseconds ?? 60_000;
  const pollMilliseconds = given.pollMilliseconds ?? Math.min(1000, leaseMilliseconds / 10);
  const settings: LeaseSettings = {
    leaseMilliseconds,
    heartbeatMilliseconds: given.heartbeatMilliseconds ?? leaseMilliseconds / 4,
    marginMilliseconds: given.marginMilliseconds ?? leaseMilliseconds / 4,
    waitMilliseconds: given.waitMilliseconds ?? 30 * 60_000,
    pollMilliseconds,
    graceMilliseconds: given.graceMilliseconds ?? 5 * pollMilliseconds,
  };
  const problems = problemsOf(settings);
  if (problems.length > 0) throw new LeaseError(`A lease cannot work like this:\n  ${problems.join("\n  ")}`);
  return settings;
}

function problemsOf(settings: LeaseSettings): string[] {
  const { leaseMilliseconds: lease, heartbeatMilliseconds: heartbeat, pollMilliseconds: poll } = settings;
  const problems: string[] = [];
  const range = (name: keyof LeaseSettings, from: number, to: number): void => {
    const value = settings[name];
    if (!(value >= from && value <= to)) problems.push(`${name}: got ${value}; allowed: ${from} to ${to}`);
  };
  range("leaseMilliseconds", 10, 24 * 3_600_000);
  // Rule 2: a heartbeat may fail twice before the lease is in danger.
  range("heartbeatMilliseconds", 1, lease / 3);
  range("marginMilliseconds", lease / 10, lease - heartbeat);
  range("waitMilliseconds", 0, Number.MAX_SAFE_INTEGER);
  range("pollMilliseconds", 1, lease / 3);
  range("graceMilliseconds", 3 * poll, Number.MAX_SAFE_INTEGER);
  return problems;
}
