import fc from "fast-check";
import { LONGEST_SESSION_NAME, originFromVariables, sessionName } from "./session-name.ts";

const origin = {
  actor: "alice",
  stack: "network",
  environment: "dev",
  operation: "apply",
  commit: "1a2b3c4d5e6f",
};

describe("sessionName", () => {
  it("says who and what", () => {
    expect(sessionName(origin)).toBe("alice@network-dev-apply-1a2b3c4d");
    expect(sessionName({ ...origin, commit: undefined })).toBe("alice@network-dev-apply");
    expect(sessionName({ ...origin, actor: "dependabot[bot]" })).toBe(
      "dependabot-bot-@network-dev-apply-1a2b3c4d",
    );
  });

  it("shortens the actor first, then the stack, and never what says where and how", () => {
    const long = sessionName({ ...origin, actor: "a".repeat(90) });
    expect(long).toHaveLength(LONGEST_SESSION_NAME);
    expect(long).toMatch(/^a+@network-dev-apply-1a2b3c4d$/);
    const longer = sessionName({ ...origin, actor: "a".repeat(90), stack: "s".repeat(90) });
    expect(longer).toMatch(/^a{8}@s+-dev-apply-1a2b3c4d$/);
    expect(longer).toHaveLength(LONGEST_SESSION_NAME);
    expect(sessionName({ ...origin, actor: "" })).toMatch(/^unknown@network-/);
  });

  it("is within AWS's limits, whatever it is made of", () => {
    const text = fc.string({ maxLength: 90 });
    fc.assert(
      fc.property(text, text, text, (actor, stack, commit) => {
        expect(sessionName({ ...origin, actor, stack, commit })).toMatch(/^[A-Za-z0-9_+=,.@-]{2,64}$/);
      }),
    );
  });
});

describe("originFromVariables", () => {
  it.each([
    [
      { GITHUB_ACTOR: "bob", GITHUB_SHA: "1a2b", USER: "runner" },
      { actor: "bob", commit: "1a2b" },
    ],
    [{ USER: "alice" }, { actor: "alice", commit: undefined }],
    [{ USERNAME: "alice" }, { actor: "alice", commit: undefined }],
    [{}, { actor: "unknown", commit: undefined }],
  ])("%j", (variables, expected) => {
    expect(originFromVariables(variables)).toEqual(expected);
  });
});
