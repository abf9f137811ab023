import type { Output } from "@pulumi/pulumi";
import { secret } from "@strata/environment/config";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { readConfig, SECRET_PLACEHOLDER } from "./read-config.ts";

describe("the configuration of a stack's file", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "strata-config-"));
    mkdirSync(join(root, "pager"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const read = <Shape extends z.ZodRawShape>(lines: readonly string[], schema: z.ZodObject<Shape>) => {
    const text = `config:\n${lines.map((line) => `  pager:${line}\n`).join("")}`;
    writeFileSync(join(root, "pager/Pulumi.dev.yaml"), text);
    return readConfig(join(root, "pager"), "dev", schema);
  };
  const valueOf = (value: Output<string>): Promise<[string, boolean]> => {
    const { promise, isSecret } = value as unknown as {
      promise(): Promise<string>;
      isSecret: Promise<boolean>;
    };
    return Promise.all([promise(), isSecret]);
  };

  it("has a placeholder for what is encrypted, and it is a secret", async () => {
    const schema = z.strictObject({
      key: secret(z.string()),
      databases: z.array(z.strictObject({ user: z.string(), password: secret(z.string()) })),
      retries: z.number(),
    });
    const { key, databases, retries } = await read(
      ["key: {secure: v1:abc}", "databases: [{user: me, password: {secure: v1:def}}]", "retries: 3"],
      schema,
    );
    expect(await valueOf(key)).toEqual([SECRET_PLACEHOLDER, true]);
    expect(databases.map(({ user }) => user)).toEqual(["me"]);
    expect(await valueOf(databases[0]!.password)).toEqual([SECRET_PLACEHOLDER, true]);
    expect(retries).toBe(3);
  });

  it("is refused where a plain value is encrypted, or a secret is plain", async () => {
    const schema = z.strictObject({ key: secret(z.string()), name: z.string() });
    await expect(read(["key: plain", "name: {secure: v1:abc}"], schema)).rejects.toThrow(
      /pager:key: got a plain value \(not shown\)[^]*pager:name: got an encrypted value/,
    );
  });
});
