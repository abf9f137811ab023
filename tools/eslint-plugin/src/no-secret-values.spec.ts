import { join } from "node:path";
import { ESLint, type Linter as LinterType, Linter } from "eslint";
import tseslint from "typescript-eslint";
// @ts-expect-error ESLint's own configuration is JavaScript, for whatever Node.js an editor runs it with.
import { noSecretValues } from "./no-secret-values.mjs";

const WORKSPACE = join(import.meta.dirname, "../../..");
const linter = new Linter({ cwd: WORKSPACE });

function messages(code: string, filename = "stacks/rds/database.ts"): string[] {
  const parser = { files: ["**/*.ts"], languageOptions: { parser: tseslint.parser as LinterType.Parser } };
  return linter
    .verify(code, [parser, noSecretValues as LinterType.Config], { filename: join(WORKSPACE, filename) })
    .map(({ message }) => message);
}

it.each([
  ["a version of a secret", `new SecretVersion("v", { secretId: arn });`],
  ["one through the package", `new aws.secretsmanager.SecretVersion("v", args);`],
  ["its class", `import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion.js";`],
  ["a value", `new Anything("x", { secretString: text });`],
  ["a binary value", `new Anything("x", { secretBinary: text });`],
  ["a write-only value", `new Anything("x", { secretStringWo: text, secretStringWoVersion: 1 });`],
  ["a quoted one", `new Anything("x", { "secretString": text });`],
  ["one of a list", `new Anything("x", { all: [{ secretString: text }] });`],
  ["a password that is made up", `new random.RandomPassword("p", { length: 20 });`],
  ["the password of a database", `new Instance("db", { password: text });`],
  ["its write-only one", `new Instance("db", { passwordWo: text, passwordWoVersion: 1 });`],
  ["a parameter", `new Parameter("p", { type: "SecureString", value: text });`],
  ["long-lived keys", `new AccessKey("k", { user: name });`],
  ["the class of a secret of Vault", `import { SecretV2 } from "@pulumi/vault/kv/secretV2.js";`],
  ["a secret of Vault", `new SecretV2("s", { mount: "kv", dataJson: text });`],
])("refuses %s, and says what to do instead", (_, code) => {
  const found = messages(code);
  expect(found.length).toBeGreaterThan(0);
  for (const message of found) expect(message).toContain("npx strata secrets set <name> -c <environment>");
});

it.each([
  ["a container", `new Secret("s", { namePrefix: "x-", kmsKeyId: key, replicas: [{ region }] });`],
  ["a rotation", `new SecretRotation("s", { secretId: arn, rotationLambdaArn: rotate });`],
  ["a password that RDS manages", `new Instance("db", { manageMasterUserPassword: true });`],
  ["an engine of Vault", `import { SecretBackendV2 } from "@pulumi/vault/kv/secretBackendV2.js";`],
  ["a plain parameter", `new Parameter("p", { type: "String", value: text });`],
  ["names in a test", `expect(types).not.toContain("aws:secretsmanager/secretVersion:SecretVersion");`],
])("has nothing against %s", (_, code) => {
  expect(messages(code)).toEqual([]);
});

it("leaves handlers and tools alone, which are no programs", () => {
  const code = `new Client({ password: token });`;
  expect(messages(code, "stacks/lambda/handler/index.ts")).toEqual([]);
  expect(messages(code, "tools/cli/src/main.ts")).toEqual([]);
  expect(messages(code, "libs/tagging/src/index.ts")).toHaveLength(1);
});

it("is part of how the workspace is linted", async () => {
  const eslint = new ESLint({ cwd: WORKSPACE });
  const config = (await eslint.calculateConfigForFile(join(WORKSPACE, "stacks/rds/index.ts"))) as {
    rules: Record<string, [number, ...unknown[]]>;
  };
  for (const rule of ["no-restricted-imports", "no-restricted-syntax"]) {
    expect(config.rules[rule]?.[0]).toBe(2);
    expect(JSON.stringify(config.rules[rule])).toContain("npx strata secrets set");
  }
});
