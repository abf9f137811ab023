import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A value in a small stack: a text, an output of an upstream, or what a resource of the stack gets from AWS. */
export type SmallValue =
  | { readonly text: string }
  | { readonly upstream: string; readonly output: string }
  | { readonly resource: string; readonly attribute: "arn" | "name" };

/** Log groups are replaced by a change of `fixed` (their name), parameters updated by one of `value`. */
export interface SmallResource {
  readonly name: string;
  readonly kind: "logGroup" | "parameter";
  /** Of a log group, its name; of a parameter, its value. */
  readonly value: SmallValue;
  /** A tag, that changes in place. */
  readonly tag?: string;
}

export interface SmallOutput {
  readonly name: string;
  readonly value: SmallValue;
  readonly secret?: boolean;
}

/** A stack whose program is made from data, for tests of runs over many. */
export interface SmallStack {
  readonly name: string;
  readonly upstreams: readonly string[];
  readonly resources: readonly SmallResource[];
  readonly outputs: readonly SmallOutput[];
}

/** Writes the stack's folder, and links its package, in a copy of the workspace. Writing it again changes the stack. */
export function writeSmallStack(root: string, stack: SmallStack): void {
  const folder = join(root, "stacks", stack.name);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write("package.json", `${JSON.stringify(packageOf(stack), undefined, 2)}\n`);
  write(
    "Pulumi.yaml",
    `name: ${stack.name}\nruntime: {name: nodejs, options: {typescript: false, nodeargs: "--require @strata/program/preload"}}\nmain: index.ts\n`,
  );
  write(
    "Pulumi.local.yaml",
    [
      "encryptionsalt: v1:udeBkqvs/FQ=:v1:JZ/z834/3sxrPIzB:w7LP5V7YqVfZVFyp6jTMqN1+tv1ZCQ==",
      "config:",
      '  pulumi:disable-default-providers: ["*"]',
      `  ${stack.name}:account: workloads`,
      `  ${stack.name}:region: eu-central-1`,
      `  ${stack.name}:tags: {owner: platform, costCentre: CC-1000, dataClassification: internal}`,
      "",
    ].join("\n"),
  );
  write("contract.ts", contractOf(stack));
  write("index.ts", programOf(stack));
  const link = join(root, "node_modules/@strata", stack.name);
  rmSync(link, { force: true });
  symlinkSync(join("../../stacks", stack.name), link);
}

function packageOf({ name, upstreams }: SmallStack): object {
  const own = ["aws-provider", "environment", "program", "stack-contract", ...upstreams];
  return {
    name: `@strata/${name}`,
    version: "0.0.0",
    private: true,
    type: "module",
    exports: { "./contract": "./contract.ts" },
    main: "index.ts",
    nx: { name, targets: { test: {} } },
    dependencies: Object.fromEntries(own.map((dependency) => [`@strata/${dependency}`, "0.0.0"])),
  };
}

function contractOf({ name, outputs }: SmallStack): string {
  const fields = outputs.map(
    (output) => `${output.name}: ${output.secret ? "secret(z.string())" : "z.string()"}`,
  );
  return `import { defineContract, secret } from "@strata/stack-contract";
import { z } from "zod";
void secret;
export default defineContract(${JSON.stringify(name)}, z.object({ ${fields.join(", ")} }));
`;
}

function programOf({ name, upstreams, resources, outputs }: SmallStack): string {
  const value = (of: SmallValue): string => {
    if ("text" in of) return JSON.stringify(of.text);
    return "upstream" in of ? `${of.upstream}.${of.output}` : `${of.resource}.${of.attribute}`;
  };
  const resource = (of: SmallResource): string => {
    const own =
      of.kind === "logGroup"
        ? `name: interpolate\`${name}-${of.name}-\${${value(of.value)}}\`.apply(short)`
        : `type: "String", value: ${value(of.value)}`;
    const type = of.kind === "logGroup" ? "LogGroup" : "Parameter";
    return `const ${of.name} = new ${type}(${JSON.stringify(of.name)}, { ${own}, tags: { Note: ${JSON.stringify(of.tag ?? "")} } }, { provider });`;
  };
  const output = (of: SmallOutput): string =>
    `  ${of.name}: ${of.secret ? `secret(${value(of.value)})` : value(of.value)},`;
  return [
    'import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";',
    'import { Parameter } from "@pulumi/aws/ssm/parameter.js";',
    'import { interpolate, secret } from "@pulumi/pulumi";',
    'import { provisionProvider } from "@strata/aws-provider";',
    'import { oneRoute, routeOf } from "@strata/aws-provider/config";',
    'import { loadConfig } from "@strata/environment/config";',
    'import { ready, reference } from "@strata/stack-contract";',
    'import { createHash } from "node:crypto";',
    'import { z } from "zod";',
    ...upstreams.map((upstream) => `import ${upstream}Contract from "@strata/${upstream}/contract";`),
    'import contract from "./contract.ts";',
    "void [LogGroup, Parameter, interpolate, secret];",
    "",
    "const { tags, ...place } = loadConfig(z.strictObject(oneRoute));",
    // Names have a limit, and values grow along a chain of stacks.
    'const short = (text: string) => `group-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;',
    "void short;",
    ...upstreams.map((upstream) => `const ${upstream} = reference(${upstream}Contract);`),
    `await ready(${upstreams.join(", ")});`,
    "const provider = provisionProvider(routeOf(place), tags);",
    ...resources.map(resource),
    "export default contract.publish({",
    ...outputs.map(output),
    "});",
    "",
  ].join("\n");
}
