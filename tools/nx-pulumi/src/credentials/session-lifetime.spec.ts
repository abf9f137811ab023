import fc from "fast-check";
import {
  expiryOfToken,
  minimumMinutes,
  noteOfLifetime,
  problemOfLifetime,
  type SessionLifetime,
} from "./session-lifetime.ts";

const now = new Date("2030-01-01T12:00:00Z");
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const lifetime = (minutes: number | undefined, more: Partial<SessionLifetime> = {}): SessionLifetime => ({
  what: "the sign-in of profile p",
  renew: "aws sso login --profile p",
  expiresAt: minutes === undefined ? undefined : inMinutes(minutes),
  renewsItself: false,
  onlyAtStart: false,
  ...more,
});

describe("a session", () => {
  it("that has expired stops everything, and says how to renew it", () => {
    for (const minutes of [0, 15]) {
      expect(problemOfLifetime(lifetime(-1, { renewsItself: true }), now, minutes)).toBe(
        "the sign-in of profile p expired at 2030-01-01T11:59:00.000Z. Renew it with: aws sso login --profile p",
      );
    }
  });

  it("that ends too soon stops what changes something, and no preview", () => {
    expect(problemOfLifetime(lifetime(14), now, 15)).toMatch(
      /14 min more.*15 min.*aws sso login --profile p/,
    );
    expect(problemOfLifetime(lifetime(0.5), now, 15)).toMatch(/30 s more/);
    expect(problemOfLifetime(lifetime(14), now, 0)).toBeUndefined();
  });

  it("goes on if it lasts, renews itself, or is only shown at the start", () => {
    expect(problemOfLifetime(lifetime(15), now, 15)).toBeUndefined();
    expect(problemOfLifetime(lifetime(1, { renewsItself: true }), now, 15)).toBeUndefined();
    expect(problemOfLifetime(lifetime(1, { onlyAtStart: true }), now, 15)).toBeUndefined();
    expect(problemOfLifetime(lifetime(0.9, { onlyAtStart: true }), now, 15)).toMatch(/needs 1 min/);
  });

  it("whose end nobody knows goes on, and that is said", () => {
    expect(problemOfLifetime(lifetime(undefined), now, 15)).toBeUndefined();
    expect(noteOfLifetime(lifetime(undefined))).toMatch(/not known/);
    expect(noteOfLifetime(lifetime(1))).toBeUndefined();
  });

  it("is refused exactly where less is left than is needed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9999, max: 9999 }),
        fc.integer({ min: 1, max: 9999 }),
        (left, needed) => {
          expect(problemOfLifetime(lifetime(left), now, needed) === undefined).toBe(left >= needed);
        },
      ),
    );
  });
});

it("reads when a token expires, and nothing out of anything else", () => {
  const token = (payload: string) => `e30.${Buffer.from(payload).toString("base64url")}.sig`;
  expect(expiryOfToken(`${token('{"exp":1893499200}')}\n`)).toEqual(inMinutes(0));
  for (const payload of ["{}", '{"exp":"soon"}', "not JSON", '{"exp":1e300}', "null"]) {
    expect(expiryOfToken(token(payload))).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (text) => void expiryOfToken(text)));
});

it("lets the user say how long a run takes", () => {
  expect(minimumMinutes({})).toBe(15);
  expect(minimumMinutes({ STRATA_MINIMUM_SESSION_MINUTES: "90" })).toBe(90);
  for (const STRATA_MINIMUM_SESSION_MINUTES of ["-1", "1h", "99999"]) {
    expect(() => minimumMinutes({ STRATA_MINIMUM_SESSION_MINUTES })).toThrow(/whole number.*unset STRATA/);
  }
});
