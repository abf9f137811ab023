import { environmentDefinition } from "@strata/environment";
import { workspacePaths } from "@strata/engine";
import { resolveBackendUrl, selectBackend } from "./backend-variables.ts";

const DEV = "s3://example-strata-state-dev?region=eu-central-1&awssdk=v2";
const select = (environment: string, url?: string) =>
  selectBackend(environmentDefinition(environment), "preview", "/workspace", { PULUMI_BACKEND_URL: url });

describe("the backend of an environment", () => {
  it("is the catalogue's", () => {
    expect(select("dev")).toEqual({
      variables: {
        PULUMI_BACKEND_URL: DEV,
        AWS_PROFILE: "strata-dev-shared",
        AWS_EC2_METADATA_DISABLED: "true",
      },
      notes: [],
    });
    expect(select("sandbox").variables).toEqual({
      PULUMI_BACKEND_URL: "file:///workspace/.strata/sandbox-state?metadata=skip",
      PULUMI_CONFIG_PASSPHRASE: "sandbox",
    });
    expect(select("dev", DEV).notes).toEqual([]);
    expect(select("sandbox", "file:///workspace/.strata/sandbox-state").notes).toEqual([]);
  });

  it("is the user's own where the user names one, and that is told", () => {
    const { variables, notes } = select("dev", "file:///elsewhere");
    expect(variables["PULUMI_BACKEND_URL"]).toBe("file:///elsewhere");
    expect(notes).toEqual([
      `PULUMI_BACKEND_URL holds: state is in file:///elsewhere, not in the catalogue's ${DEV}`,
    ]);
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
