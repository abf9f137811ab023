import { isSecret, type Output, runtime, RunError } from "@pulumi/pulumi";
import { z } from "zod";
import { loadConfig, secret } from "./config.ts";

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

  it("suggests the nearest setting", () => {
    expect(message({ "network:cidrblock": "10.0.0.0/16" })).toContain("Did you mean network:cidrBlock?");
  });

  it("refuses an encrypted value where plain text is read, and does not show it", () => {
    const got = message({ "network:password": "hunter2" }, ["network:password"]);
    expect(got).toMatch(
      /network:password: got an encrypted value; .*Declare it as secret\(…\) in the schema, or if it is none, set it with: pulumi config set 'password' <value> -s dev/,
    );
    expect(got).not.toContain("hunter2");
  });
});

describe("secrets", () => {
  const Schema = z.strictObject({
    apiKey: secret(z.string().min(9)),
    pager: secret(z.url()).optional(),
    database: z.strictObject({ user: z.string(), password: secret(z.string().min(9)) }).optional(),
    tokens: z.array(secret(z.string())).optional(),
  });
  const load = (values: Record<string, string>, secretKeys: string[]): z.output<typeof Schema> => {
    runtime.setAllConfig(values, secretKeys);
    return loadConfig(Schema);
  };
  const problems = (values: Record<string, string>, secretKeys: string[] = []): string => {
    try {
      load(values, secretKeys);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error("loadConfig accepted it");
  };

  it("are Outputs that Pulumi keeps secret", async () => {
    const config = load(
      { "network:apiKey": "123456789", "network:database": '{"user":"u","password":"987654321"}' },
      ["network:apiKey", "network:database"],
    );
    expect(await isSecret(config.apiKey)).toBe(true);
    expect(config.pager).toBeUndefined();
    expect(config.database?.user).toBe("u");
    expect(await isSecret(config.database?.password as Output<string>)).toBe(true);
    const value = await new Promise((resolve) => config.apiKey.apply(resolve));
    expect(value).toBe("123456789");
  });

  it("that are written as plain text: the key and the command that encrypts it, never the value", () => {
    const got = problems({
      "network:apiKey": "hunter2-hunter2",
      "network:database": '{"user":1,"password":"short77"}',
      "network:tokens": '["hunter2"]',
    });
    expect(got).toMatch(
      /network:apiKey: got a plain value \(not shown\); a secret belongs here. Encrypt it with: pulumi config set --secret 'apiKey' -s dev/,
    );
    expect(got).toContain("pulumi config set --secret --path 'database.password' -s dev");
    expect(got).toContain("pulumi config set --secret --path 'tokens[0]' -s dev");
    expect(got).toMatch(/network:database.user: got 1; .*expected string/);
    expect(got).not.toMatch(/hunter2|short77/);
  });

  it("that are not valid: what is allowed, never the value", () => {
    const got = problems({ "network:apiKey": "hunter2", "network:pager": "not a url" }, [
      "network:apiKey",
      "network:pager",
    ]);
    expect(got).toMatch(
      /network:apiKey: got an encrypted value; .*9.* pulumi config set --secret 'apiKey' -s dev/,
    );
    expect(got).toMatch(/network:pager: got an encrypted value; invalid URL/);
    expect(got).not.toMatch(/hunter2|not a url/);
  });

  it("that are missing: the command that sets them encrypted", () => {
    expect(problems({})).toMatch(/network:apiKey: got nothing; .*pulumi config set --secret 'apiKey' -s dev/);
  });

  it("are not quoted by a check of the schema's own", () => {
    const Quoting = z.strictObject({
      code: secret(
        z.string().refine((text) => text === "", { error: (issue) => `not ${String(issue.input)}` }),
      ),
    });
    runtime.setAllConfig({ "network:code": "hunter2" }, ["network:code"]);
    expect(() => loadConfig(Quoting)).toThrow(
      /network:code: got an encrypted value; another value is expected/,
    );
  });
});
