import fc from "fast-check";
import { staticCredentialsInVariables } from "./static-credentials.ts";

describe("staticCredentialsInVariables", () => {
  it.each([
    ["nothing", {}],
    ["empty variables", { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }],
    ["a session", { AWS_ACCESS_KEY_ID: "ASIA1", AWS_SECRET_ACCESS_KEY: "hunter2", AWS_SESSION_TOKEN: "t" }],
  ])("has nothing against %s", (_what, variables) => {
    expect(staticCredentialsInVariables(variables)).toEqual([]);
  });

  it.each([
    ["a long-lived access key", { AWS_ACCESS_KEY_ID: "AKIA1", AWS_SESSION_TOKEN: "t" }],
    ["a temporary key without its session token", { AWS_ACCESS_KEY_ID: "ASIA1" }],
    ["a key that is not temporary", { AWS_ACCESS_KEY_ID: "emulator" }],
    ["a key that is not temporary", { AWS_SECRET_ACCESS_KEY: "hunter2" }],
  ])("refuses %s, with what to do", (what, variables) => {
    expect(staticCredentialsInVariables(variables)).toEqual([
      `AWS_ACCESS_KEY_ID in the environment: got ${what}; none is allowed. Clear it with: unset AWS_ACCESS_KEY_ID ` +
        `AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN. Then sign in with: aws sso login`,
    ]);
  });

  it("shows nothing of a key", () => {
    const key = fc.stringMatching(/^(AKIA|ASIA|x)[A-Z2-7]{16}$/);
    fc.assert(
      fc.property(key, fc.stringMatching(/^[A-Za-z0-9/+]{40}$/), (id, secret) => {
        const shown = staticCredentialsInVariables({
          AWS_ACCESS_KEY_ID: id,
          AWS_SECRET_ACCESS_KEY: secret,
        }).join();
        expect(shown).not.toContain(id);
        expect(shown).not.toContain(secret);
      }),
    );
  });
});
