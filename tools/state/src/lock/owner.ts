/** Who holds a lease, and for what. */
export interface LeaseOwner {
  readonly actor: string;
  /** The CI run, where there is one. */
  readonly runUrl?: string;
  readonly commit?: string;
  readonly host: string;
  /** The process that renews the lease. */
  readonly pid: number;
  readonly operation: string;
  /** ISO 8601, by the clock of its machine; for people only. */
  readonly startedAt: string;
  /** Processes of Pulumi's CLI that run under the lease; they wrote Pulumi's own lock objects. */
  readonly processes?: readonly number[];
}

/**
 * An owner in one line: `alice on host7 (pid 12), up since 3 min, commit abc1234, https://…`. What the owner wrote is shown
 * without control characters, which a terminal would obey.
 *
 * @param now milliseconds since 1970; the age is that of two machines' clocks, and a guess if they differ
 */
export function describeOwner(owner: LeaseOwner, now: number = Date.now()): string {
  const { actor, host, pid, operation, startedAt, commit, runUrl } = owner;
  const parts = [
    `${actor} on ${host} (pid ${pid})`,
    `${operation} since ${age(now - Date.parse(startedAt))}`,
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 7)}`]),
    ...(runUrl === undefined ? [] : [runUrl]),
  ];
  return printable(parts.join(", "));
}

/** `40 s`, `3 min`, `2 h`, `5 d`; `an unknown time` for what is no number. */
export function age(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return "an unknown time";
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 100 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** A text of somebody else's, in one line and without what a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}
