import { ENVIRONMENTS } from "@strata/environment";
import { environmentsOf, readConfig } from "@strata/testing";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";

const folder = import.meta.dirname;
const STACKS = readdirSync(folder).filter((name) => existsSync(join(folder, name, "Pulumi.yaml")));

/** Settings of which more is safer: `true`, or more days. */
const PROTECTION =
  /^(deletionProtection|multiAz|finalSnapshot)$|(RetentionInDays|RetentionPeriod|WindowInDays)$/;

type Settings = Record<string, unknown>;

/** The schema of a stack's configuration: `network` exports `NetworkConfig`. */
async function schemaOf(stack: string): Promise<z.ZodObject> {
  const module = (await import(join(folder, stack, "config.ts"))) as Record<string, unknown>;
  const name = `${stack.charAt(0).toUpperCase()}${stack.slice(1)}Config`;
  const schema = module[name];
  if (!(schema instanceof z.ZodObject)) throw new Error(`stacks/${stack}/config.ts exports no ${name}`);
  return schema;
}

async function settingsOf(stack: string, environment: string): Promise<Settings> {
  return readConfig(join(folder, stack), environment, await schemaOf(stack));
}

/** The same for `prod`, with one setting changed. */
async function changedProd(stack: string, setting: string, value: unknown): Promise<Settings> {
  const root = mkdtempSync(join(tmpdir(), "strata-every-stack-"));
  try {
    const text = readFileSync(join(folder, stack, "Pulumi.prod.yaml"), "utf8");
    const file = parse(text) as { config: Settings };
    file.config[`${stack}:${setting}`] = value;
    mkdirSync(join(root, stack));
    writeFileSync(join(root, stack, "Pulumi.prod.yaml"), stringify(file));
    return await readConfig(join(root, stack), "prod", await schemaOf(stack));
  } finally {
    rmSync(root, { recursive: true });
  }
}

const protectionsOf = (settings: Settings): [string, number][] =>
  Object.entries(settings)
    .filter(([name]) => PROTECTION.test(name))
    .map(([name, value]) => [name, Number(value)]);

it("finds the stacks", () => {
  expect(STACKS).toEqual(expect.arrayContaining(["eks", "lambda", "network", "rds", "secrets"]));
});

describe.each(STACKS)("the stack %s", (stack) => {
  it("has an index.ts that reads in a minute", () => {
    const lines = readFileSync(join(folder, stack, "index.ts"), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.length).toBeLessThanOrEqual(60);
  });

  it("has a valid configuration in every environment, and in no other", async () => {
    expect(environmentsOf(join(folder, stack))).toEqual([...ENVIRONMENTS].sort());
    for (const environment of ENVIRONMENTS)
      await expect(settingsOf(stack, environment)).resolves.toHaveProperty("tags");
  });

  it("is protected in prod as well as anywhere, and its schema refuses prod what is less elsewhere", async () => {
    const prod = await settingsOf(stack, "prod");
    const protections = protectionsOf(prod);
    expect(protections.length).toBeGreaterThan(0);
    for (const environment of ENVIRONMENTS) {
      const other = await settingsOf(stack, environment);
      for (const [name, value] of protections) {
        const elsewhere = Number(other[name]);
        expect([name, environment, value]).toEqual([name, environment, Math.max(value, elsewhere)]);
        if (elsewhere === value) continue;
        await expect(changedProd(stack, name, other[name])).rejects.toThrow(`${stack}:${name}: got`);
      }
    }
  });
});
