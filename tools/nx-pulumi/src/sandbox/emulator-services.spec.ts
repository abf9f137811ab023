import { environmentDefinition } from "@strata/environment";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const WORKSPACE = join(import.meta.dirname, "../../../..");
const SERVICES = environmentDefinition("sandbox").emulator?.services ?? [];

/** Modules of @pulumi/aws whose resources belong to services of other names. */
const SERVICES_OF_MODULE: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ["cloudwatch", "logs", "events"],
  lb: ["elbv2"],
  vpc: ["ec2"],
};

it("every service of the emulator is an endpoint that the provider knows", () => {
  const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));
  const declaration = readFileSync(join(sdk, "types/input.d.ts"), "utf8");
  const body = /export interface ProviderEndpoint \{([^]*?)\n\}/.exec(declaration)?.[1] ?? "";
  const known = [...body.matchAll(/^ {4}(\w+)\?: /gm)].map((match) => match[1]);
  expect(known.length).toBeGreaterThan(200);
  expect(known).toEqual(expect.arrayContaining([...SERVICES]));
  expect(new Set(SERVICES).size).toBe(SERVICES.length);
});

it("no resource of a stack has a service whose calls would go to AWS", () => {
  const modules = globSync("stacks/*/*.ts", { cwd: WORKSPACE }).flatMap((file) =>
    [...readFileSync(join(WORKSPACE, file), "utf8").matchAll(/"@pulumi\/aws\/(\w+)\/\w+\.js"/g)].map(
      (match) => match[1] ?? "",
    ),
  );
  expect(modules.length).toBeGreaterThan(10);
  const needed = [...new Set(modules)].flatMap((module) => SERVICES_OF_MODULE[module] ?? [module]);
  expect(SERVICES).toEqual(expect.arrayContaining(needed));
});
