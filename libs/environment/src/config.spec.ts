import { runtime, RunError } from "@pulumi/pulumi";
import { z } from "zod";
import { loadConfig } from "./config.ts";

const schema = z.object({
  cidrBlock: z.string(),
  zones: z.array(z.enum(["a", "b"])),
  multiAz: z.boolean().default(false),
  retention: z.number(),
  password: z.string().min(9),
});

const message = (values: Record<string, string>, secretKeys: string[] = []): string => {
  runtime.setAllConfig(values, secretKeys);
  try {
    loadConfig(schema);
  } catch (error) {
    expect(RunError.isInstance(error)).toBe(true);
    return (error as Error).message;
  }
  throw new Error("loadConfig accepted it");
};

beforeAll(async () => {
  await runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "network", "dev");
});

describe("loadConfig", () => {
  it("reads text, objects, numbers and defaults", () => {
    runtime.setAllConfig({
      "network:cidrBlock": "10.0.0.0/16",
      "network:zones": '["a","b"]',
      "network:retention": "30",
      "network:password": "123456789",
      "other:key": "1",
    });
    expect(loadConfig(schema)).toEqual({
      cidrBlock: "10.0.0.0/16",
      zones: ["a", "b"],
      multiAz: false,
      retention: 30,
      password: "123456789",
    });
  });

  it("reads nothing while a local provider is attached", () => {
    process.env["PULUMI_DEBUG_PROVIDERS"] = "aws:4242";
    try {
      expect(message({})).toMatch(/"dev" must not run while a local provider is attached: .*aws:4242/);
    } finally {
      delete process.env["PULUMI_DEBUG_PROVIDERS"];
    }
  });

  it("reports every problem at once, with the command for each", () => {
    const got = message({
      "network:zones": '["a","x"]',
      "network:retention": "soon",
      "network:password": "123456789",
    });
    expect(got).toContain("Pulumi.dev.yaml");
    expect(got).toMatch(/network:cidrBlock: got nothing; .*expected string/);
    expect(got).toMatch(
      /network:zones\[1\]: got "x"; .*"a"\|"b".*pulumi config set --path 'zones\[1\]' <value> -s dev/,
    );
    expect(got).toMatch(/network:retention: got "soon"; .*expected number/);
  });

  it("names a key that the schema lacks, and what there is", () => {
    const got = message({ "network:cidrblock": "10.0.0.0/16" });
    expect(got).toMatch(/network:cidrblock: no such setting; allowed: cidrBlock, zones/);
  });

  it("does not show an encrypted value", () => {
    const got = message({ "network:password": "hunter2" }, ["network:password"]);
    expect(got).toContain("network:password: got an encrypted value");
    expect(got).not.toContain("hunter2");
  });
});
