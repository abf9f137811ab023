import {
  allowsSelfBuiltEngine,
  assertNoLocalProvider,
  ENVIRONMENTS,
  isLocalPluginVersion,
  localPluginVersion,
  parseEnvironment,
} from "./index.ts";

describe("environments", () => {
  it("names what is allowed when a name is unknown", () => {
    expect(() => parseEnvironment("prodd")).toThrow(/"prodd".*local, sandbox, dev, prod/);
  });

  it.each(ENVIRONMENTS)("accepts %s", (name) => expect(parseEnvironment(name)).toBe(name));

  it("lets a self-built engine serve local and sandbox only", () => {
    expect(ENVIRONMENTS.filter(allowsSelfBuiltEngine)).toEqual(["local", "sandbox"]);
  });
});

describe("the guard against local providers", () => {
  const leaked = { PULUMI_DEBUG_PROVIDERS: "aws:4242", PULUMI_DEBUG_LANGUAGES: "nodejs:4243" };

  it.each(["sandbox", "dev", "prod"])("refuses %s and names every variable", (environment) => {
    expect(() => assertNoLocalProvider(environment, leaked)).toThrow(
      /aws:4242.*nodejs:4243.*unset PULUMI_DEBUG_PROVIDERS PULUMI_DEBUG_LANGUAGES/,
    );
  });

  it("lets local pass, and every environment without them", () => {
    expect(() => assertNoLocalProvider("local", leaked)).not.toThrow();
    expect(() => assertNoLocalProvider("prod", { PULUMI_DEBUG_PROVIDERS: "" })).not.toThrow();
  });
});

describe("local plugin versions", () => {
  it("are pre-releases of the SDK version, recognisable", () => {
    expect(localPluginVersion("7.48.0")).toBe("7.48.0-local.1");
    expect(isLocalPluginVersion("7.48.0-local.1")).toBe(true);
    expect(isLocalPluginVersion("7.48.0")).toBe(false);
  });
});
