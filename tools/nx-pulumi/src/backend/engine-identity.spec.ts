import { environmentDefinition } from "@strata/environment";
import { engineIdentity } from "./engine-identity.ts";

const identity = (env: NodeJS.ProcessEnv, operation: "preview" | "apply" = "preview") =>
  engineIdentity(environmentDefinition("prod"), operation, env);

describe("the engine's identity", () => {
  it("is the catalogue's profile for the account of the state, and never that of the machine", () => {
    expect(identity({})).toEqual({
      variables: { AWS_PROFILE: "strata-prod-shared", AWS_EC2_METADATA_DISABLED: "true" },
      note: undefined,
    });
    expect(identity({ AWS_EC2_METADATA_DISABLED: "false" }).variables["AWS_EC2_METADATA_DISABLED"]).toBe(
      "false",
    );
  });

  it("is the user's profile where there is one, and that is told", () => {
    const { variables, note } = identity({ AWS_PROFILE: "mine" });
    expect(variables).not.toHaveProperty("AWS_PROFILE");
    expect(note).toBe(
      "AWS_PROFILE holds: state is reached with the profile mine, not with the catalogue's profile strata-prod-shared",
    );
    expect(identity({ AWS_PROFILE: "strata-prod-shared" }).note).toBeUndefined();
  });

  it.each([
    { AWS_WEB_IDENTITY_TOKEN_FILE: "/token" },
    { ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.invalid" },
  ])("is the job's web identity with %j", (env) =>
    expect(identity(env)).toEqual({ variables: { AWS_EC2_METADATA_DISABLED: "true" }, note: undefined }),
  );

  it.each(["preview", "apply"] as const)(
    "with Roles Anywhere is the profile of the operation %s",
    (operation) =>
      expect(identity({ STRATA_CREDENTIALS: "roles-anywhere" }, operation).variables["AWS_PROFILE"]).toBe(
        `strata-prod-shared-${operation}`,
      ),
  );

  it("is the user's temporary keys where there are some, and that is told", () => {
    const keys = {
      AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "x",
      AWS_SESSION_TOKEN: "y",
    };
    expect(identity(keys).variables).not.toHaveProperty("AWS_PROFILE");
    expect(identity(keys).note).toMatch(
      /^AWS_ACCESS_KEY_ID holds: .*temporary keys, not with the catalogue's/,
    );
  });

  it("is never a long-lived key", () => {
    const keys = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "hunter2" };
    expect(() => identity(keys)).toThrow(
      /got a long-lived access key; none is allowed.*unset AWS_ACCESS_KEY_ID/,
    );
    expect(() => identity(keys)).not.toThrow(/hunter2/);
  });

  it("is nobody's where state is a folder", () =>
    expect(engineIdentity(environmentDefinition("sandbox"), "apply", { AWS_PROFILE: "mine" })).toEqual({
      variables: {},
      note: undefined,
    }));
});
