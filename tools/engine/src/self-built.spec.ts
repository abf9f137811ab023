import { ENVIRONMENTS } from "@strata/environment";
import { assertEngineAllowed, isSelfBuiltVersion } from "./self-built.ts";

const selfBuilt = { version: "3.259.0+strata.selfbuilt", command: "/w/pulumi" };

describe("a self-built engine", () => {
  it("is known by the build metadata of its version", () => {
    expect(isSelfBuiltVersion("3.259.0+strata.selfbuilt")).toBe(true);
    expect(isSelfBuiltVersion("3.259.0")).toBe(false);
    expect(isSelfBuiltVersion("3.260.0-alpha.1")).toBe(false);
  });

  it("serves local and sandbox, and no name that is not known", () => {
    const served = [...ENVIRONMENTS, "prod-eu", ""].filter((environment) => {
      try {
        assertEngineAllowed(selfBuilt, environment, {});
        return true;
      } catch {
        return false;
      }
    });
    expect(served).toEqual(["local", "sandbox"]);
  });

  it("is refused with its version, its file, the environment and the ways out", () => {
    expect(() => assertEngineAllowed(selfBuilt, "prod", {})).toThrow(
      /3\.259\.0\+strata\.selfbuilt \(\/w\/pulumi\).*local and sandbox only, not "prod".*docs\/install.*STRATA_ALLOW_SELF_BUILT_ENGINE=1/,
    );
  });

  it("serves all if it is allowed, by 1 and nothing else; a release serves all anyway", () => {
    expect(() =>
      assertEngineAllowed(selfBuilt, "prod", { STRATA_ALLOW_SELF_BUILT_ENGINE: "1" }),
    ).not.toThrow();
    expect(() => assertEngineAllowed(selfBuilt, "prod", { STRATA_ALLOW_SELF_BUILT_ENGINE: "0" })).toThrow();
    expect(() => assertEngineAllowed({ version: "3.259.0" }, "prod", {})).not.toThrow();
  });
});
