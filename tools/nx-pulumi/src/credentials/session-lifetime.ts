/** How long what a run signs in with still lasts. */
export interface SessionLifetime {
  /** What it is, for a message: `the sign-in of profile strata-dev-workloads`. */
  readonly what: string;
  /** Undefined where nothing says when it ends. */
  readonly expiresAt: Date | undefined;
  /** Whether it is renewed by itself as long as it has not expired. */
  readonly renewsItself: boolean;
  /** Whether it is only shown at the start, for a session that then lasts by itself. */
  readonly onlyAtStart: boolean;
  /** What the user does to have a new one. */
  readonly renew: string;
}

/** How long a session must last at least for a run to start, in minutes, in place of {@link MINIMUM_MINUTES}. */
export const MINIMUM_VARIABLE = "STRATA_MINIMUM_SESSION_MINUTES";

/** A run whose credentials end in its middle has changed resources that its state does not know of (pulumi#19452). */
export const MINIMUM_MINUTES = 15;

/** Of a token that is exchanged at the start: GitHub's lasts for minutes only. */
const MINUTES_AT_START = 1;

/** The minutes that {@link MINIMUM_VARIABLE} asks for. Throws a `RangeError` for what is no number of minutes. */
export function minimumMinutes(env: Readonly<Record<string, string | undefined>>): number {
  const given = env[MINIMUM_VARIABLE] ?? "";
  if (given === "") return MINIMUM_MINUTES;
  if (/^\d{1,4}$/.test(given)) return Number(given);
  throw new RangeError(
    `${MINIMUM_VARIABLE}: got ${JSON.stringify(given)}; a whole number of minutes from 0 to 9999 is allowed. ` +
      `Clear it with: unset ${MINIMUM_VARIABLE}`,
  );
}

/**
 * Why a run must not start with a session, in one sentence with how to renew it; undefined if it may.
 *
 * @param minutes how long the run needs it at least
 */
export function problemOfLifetime(lifetime: SessionLifetime, now: Date, minutes: number): string | undefined {
  const { what, expiresAt, renew } = lifetime;
  if (expiresAt === undefined) return undefined;
  const left = (expiresAt.getTime() - now.getTime()) / 60_000;
  if (left <= 0) return `${what} expired at ${expiresAt.toISOString()}. Renew it with: ${renew}`;
  if (lifetime.renewsItself) return undefined;
  const needed = lifetime.onlyAtStart ? Math.min(minutes, MINUTES_AT_START) : minutes;
  if (left >= needed) return undefined;
  return (
    `${what} lasts for ${formatMinutes(left)} more (until ${expiresAt.toISOString()}), and a run needs ` +
    `${formatMinutes(needed)} (${MINIMUM_VARIABLE}): one that loses its credentials in the middle leaves resources that ` +
    `its state does not know of. Renew it with: ${renew}`
  );
}

/** A line that says so where nobody can say how long a session lasts. */
export function noteOfLifetime({ what, expiresAt }: SessionLifetime): string | undefined {
  if (expiresAt !== undefined) return undefined;
  return `${what}: how long it lasts is not known, so that was not checked`;
}

/** When a JSON Web Token expires (https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4). It is read, not verified. */
export function expiryOfToken(token: string): Date | undefined {
  const payload = token.trim().split(".")[1];
  if (payload === undefined) return undefined;
  try {
    const { exp } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { exp?: unknown };
    return typeof exp === "number" ? validDate(exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}

/** A point in time, undefined for what is none. */
export function validDate(value: string | number | Date | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function formatMinutes(minutes: number): string {
  return minutes < 1 ? `${Math.round(minutes * 60)} s` : `${Math.floor(minutes)} min`;
}
