import { environmentDefinition } from "@strata/environment";
import { workspacePaths } from "@strata/engine";
import { explainMissingBucket, resolveBackendUrl, selectBackend } from "./backend-variables.ts";

const DEV = "s3://example-strata-state-dev?region=eu-central-1&awssdk=v2";
const select = (environment: string, url?: string) =>
  selectBackend(environmentDefinition(environment), "/workspace", { PULUMI_BACKEND_URL: url });

describe("the backend of an environment", () => {
  it("is the catalogue's", () => {
    expect(select("dev")).toEqual({ variables: { PULUMI_BACKEND_URL: DEV }, note: undefined });
    expect(select("sandbox").variables).toEqual({
      PULUMI_BACKEND_URL: "file:///workspace/.strata/sandbox-state",
      PULUMI_CONFIG_PASSPHRASE: "sandbox",
    });
    expect(select("dev", DEV).note).toBeUndefined();
  });

  it("is the user's own where the user names one, and that is told", () => {
    const { variables, note } = select("dev", "file:///elsewhere");
    expect(variables["PULUMI_BACKEND_URL"]).toBe("file:///elsewhere");
    expect(note).toBe(
      `PULUMI_BACKEND_URL holds: state is in file:///elsewhere, not in the catalogue's ${DEV}`,
    );
  });

  it("is never another environment's", () => {
    expect(() => select("prod", "file:///workspace/.strata/state")).toThrow(
      /PULUMI_BACKEND_URL is .*, the backend of "local"; "prod" has s3:.*unset PULUMI_BACKEND_URL/,
    );
    expect(() => select("prod", DEV)).toThrow(/the backend of "dev"/);
  });

  it("of local is where the workspace keeps its state", () => {
    expect(resolveBackendUrl(environmentDefinition("local").backend.url, "/workspace")).toBe(
      workspacePaths("/workspace", {}).backendUrl,
    );
  });
});

it("a bucket that is not there is one sentence with what to do", () => {
  expect(
    explainMissingBucket("… api error NoSuchBucket: The specified bucket does not exist", "dev", DEV),
  ).toBe(
    'The state backend of "dev" does not exist: there is no bucket example-strata-state-dev. Make it, or name another ' +
      "in libs/environment/src/definitions.ts, then run the command again.",
  );
  expect(explainMissingBucket("AccessDenied", "dev", DEV)).toBeUndefined();
});
