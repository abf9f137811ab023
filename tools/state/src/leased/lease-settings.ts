import type { LeaseSettings } from "../lock/index.ts";

/** How long a lease lasts without a heartbeat, in seconds. */
export const LEASE_SECONDS_VARIABLE = "STRATA_LEASE_SECONDS";
/** How long somebody else's lease is waited for, in minutes. */
export const WAIT_MINUTES_VARIABLE = "STRATA_LEASE_WAIT_MINUTES";

/** A variable does not say a duration. The message has every problem. */
export class LeaseSettingsError extends Error {
  override name = "LeaseSettingsError";
}

/** What the variables say of leases; what they do not say keeps its default. Throws {@link LeaseSettingsError}. */
export function leaseSettings(variables: NodeJS.ProcessEnv): Partial<LeaseSettings> {
  const problems: string[] = [];
  const read = (name: string, from: number, to: number): number | undefined => {
    const text = variables[name] ?? "";
    if (text === "") return undefined;
    const value = Number(text);
    if (value >= from && value <= to) return value;
    problems.push(`${name}: got ${JSON.stringify(text)}; allowed: a number from ${from} to ${to}`);
    return undefined;
  };
  const seconds = read(LEASE_SECONDS_VARIABLE, 2, 3600);
  const minutes = read(WAIT_MINUTES_VARIABLE, 0, 1440);
  if (problems.length > 0) throw new LeaseSettingsError(`${problems.join("\n")}\nNothing was run.`);
  return {
    // A heartbeat may fail twice before the lease is in danger, and the engine needs time to stop.
    ...(seconds === undefined
      ? {}
      : {
          leaseMilliseconds: seconds * 1000,
          heartbeatMilliseconds: (seconds * 1000) / 6,
          marginMilliseconds: (seconds * 1000) / 4,
        }),
    ...(minutes === undefined ? {} : { waitMilliseconds: minutes * 60_000 }),
  };
}
