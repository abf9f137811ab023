import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installArguments, installRoot, selectPackageManager } from "./package-manager.ts";
import { programDependencies } from "./program-dependencies.ts";
import { requiredPackages, requirementOf } from "./required-packages.ts";
import { parseRuntimeOptions } from "./runtime-options.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strata-packages-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function files(tree: Record<string, unknown>): void {
  for (const [name, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof content === "string" ? content : JSON.stringify(content));
  }
}

describe("the Pulumi packages that a program requires", () => {
  it("are those in its node_modules, nested ones too, but not those of a policy pack in it", async () => {
    const pulumi = { resource: true };
    files({
      "package.json": { name: "@pulumi/not-installed", version: "1.0.0", pulumi },
      "node_modules/@pulumi/aws/package.json": { name: "@pulumi/aws", version: "7.48.0", pulumi },
      "node_modules/a/node_modules/@pulumi/tls/package.json": {
        name: "@pulumi/tls",
        version: "5.0.0",
        pulumi,
      },
      "node_modules/broken/package.json": "{",
      "policy/PulumiPolicy.yaml": "runtime: nodejs",
      "policy/node_modules/@pulumi/random/package.json": { name: "@pulumi/random", version: "4.0.0", pulumi },
    });
    const found = await requiredPackages(root);
    expect(found.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([
      "aws v7.48.0",
      "tls v5.0.0",
    ]);
  });

  it("need a name: of their own, or in the @pulumi scope", () => {
    expect(requirementOf({ name: "x", version: "1.0.0", pulumi: { resource: true } })).toBeUndefined();
    expect(
      requirementOf({
        name: "x",
        version: "1.0.0",
        pulumi: { resource: true, name: "y", version: "v2.0.0", server: "s" },
      }),
    ).toEqual({ name: "y", version: "v2.0.0", server: "s" });
    expect(requirementOf({ name: "@pulumi/pulumi", version: "3.0.0" })).toBeUndefined();
  });
});

describe("the dependencies of a program", () => {
  it("are looked up as Node.js does, hoisted ones too", async () => {
    files({
      "package.json": {},
      "node_modules/a/package.json": { version: "1.0.0", dependencies: { b: "*", missing: "*" } },
      "node_modules/b/package.json": { version: "2.0.0", dependencies: { a: "*" } },
      "stack/package.json": { dependencies: { a: "*" }, devDependencies: { c: "*" } },
      "stack/node_modules/c/package.json": { version: "3.0.0" },
    });
    const direct = await programDependencies(join(root, "stack"), false);
    expect(direct).toEqual([
      { name: "a", version: "1.0.0" },
      { name: "c", version: "3.0.0" },
    ]);
    const all = await programDependencies(join(root, "stack"), true);
    expect(all.map(({ name }) => name)).toEqual(["a", "c", "b"]);
  });
});

describe("the package manager", () => {
  const auto = parseRuntimeOptions({});

  it("is the one of the options, of the lock file, or npm", () => {
    expect(selectPackageManager(auto, root)).toBe("npm");
    files({ "pnpm-lock.yaml": "" });
    expect(selectPackageManager(auto, root)).toBe("pnpm");
    expect(selectPackageManager(parseRuntimeOptions({ packagemanager: "yarn" }), root)).toBe("yarn");
    expect(installArguments("npm", true)).toEqual(["install", "--loglevel=error", "--omit=dev"]);
  });

  it("installs at the root of the workspace that lists the project", () => {
    files({
      "package.json": { workspaces: ["stacks/*"] },
      "stacks/eks/package.json": {},
      "apart/package.json": {},
    });
    expect(installRoot(join(root, "stacks/eks"))).toBe(root);
    expect(installRoot(join(root, "apart"))).toBe(join(root, "apart"));
  });
});
