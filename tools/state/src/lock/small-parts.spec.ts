import { fromAttribute, toAttribute } from "./attributes.ts";
import { LEASE_LOST_EXIT_CODE, LeaseLostError } from "./errors.ts";
import { lockId } from "./lock-id.ts";
import { age, describeOwner } from "./owner.ts";
import { completeSettings } from "./settings.ts";

describe("a lock ID", () => {
  it.each([
    ["s3://bucket", "bucket/network/dev"],
    ["s3://bucket?region=eu-central-1&awssdk=v2", "bucket/network/dev"],
    ["s3://bucket//team/a/?x=/y", "bucket/team/a/network/dev"],
  ])("of %s", (url, expected) => expect(lockId(url, "network", "dev")).toBe(expected));

  it("is of a bucket, a project and a stack, and every problem is told", () => {
    expect(() => lockId("file://~", "a/b", "")).toThrow(
      /backend: got "file:\/\/~"[^]*project: got "a\/b"[^]*stack: got ""/,
    );
  });
});

describe("an owner", () => {
  const now = Date.parse("2026-11-29T00:03:00Z");
  const owner = {
    actor: "alice",
    host: "host7",
    pid: 12,
    operation: "up",
    startedAt: "2026-11-29T00:00:00Z",
  };

  it("is one line", () => {
    expect(describeOwner(owner, now)).toBe("alice on host7 (pid 12), up since 3 min");
    expect(describeOwner({ ...owner, commit: "abc1234def", runUrl: "https://ci/1" }, now)).toMatch(
      /, commit abc1234, https:\/\/ci\/1$/,
    );
  });

  it("cannot write to a terminal what that would obey", () => {
    expect(describeOwner({ ...owner, actor: "\u001B[31m\nx\u202E", startedAt: "?" }, now)).toBe(
      "\uFFFD[31m\uFFFDx\uFFFD on host7 (pid 12), up since an unknown time",
    );
  });

  it.each([
    [-5_000, "0 s"],
    [99_000, "99 s"],
    [180_000, "3 min"],
    [7_200_000, "2 h"],
    [10 * 86_400_000, "10 d"],
    [Number.NaN, "an unknown time"],
  ])("%d ms are %s", (milliseconds, text) => expect(age(milliseconds)).toBe(text));
});

describe("settings", () => {
  it("follow the lease", () => {
    expect(completeSettings()).toEqual({
      leaseMilliseconds: 60_000,
      heartbeatMilliseconds: 15_000,
      marginMilliseconds: 15_000,
      waitMilliseconds: 1_800_000,
      pollMilliseconds: 1_000,
      graceMilliseconds: 5_000,
    });
    expect(completeSettings({ leaseMilliseconds: 2_000 })).toMatchObject({
      heartbeatMilliseconds: 500,
      marginMilliseconds: 500,
      pollMilliseconds: 200,
    });
  });

  it("that cannot work are refused all at once", () => {
    const wrong = {
      marginMilliseconds: 50_000,
      waitMilliseconds: -1,
      pollMilliseconds: Number.NaN,
      graceMilliseconds: 1,
    };
    expect(() => completeSettings(wrong)).toThrow(
      /marginMilliseconds: got 50000; allowed: 6000 to 45000\n.*waitMilliseconds: got -1[^]*pollMilliseconds: got NaN/,
    );
  });
});

it("an attribute has what it was made from", () => {
  const value = { text: "a", number: 1.5, flag: false, list: [1, "b"], map: { inner: true } };
  expect(fromAttribute(toAttribute({ ...value, nothing: undefined }))).toEqual(value);
  expect(fromAttribute({ NULL: true })).toBeUndefined();
});

it("a lost lease has an exit code of its own", () =>
  expect(new LeaseLostError("x").exitCode).toBe(LEASE_LOST_EXIT_CODE));
