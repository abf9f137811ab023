import type { ProjectGraph } from "@nx/devkit";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProgramClosures } from "./program-closure.ts";

let root: string;
beforeAll(() => (root = mkdtempSync(join(tmpdir(), "closure-"))));
afterAll(() => rmSync(root, { recursive: true }));

/** A graph of projects with what they depend on; names with a version are packages. */
function closures(
  edges: Record<string, string[]>,
  development: Record<string, string[]> = {},
  versions: Record<string, string> = {},
): ProgramClosures {
  const nodes: ProjectGraph["nodes"] = {};
  const externalNodes: NonNullable<ProjectGraph["externalNodes"]> = {};
  for (const name of Object.keys(edges)) {
    if (name.startsWith("npm:")) {
      const packageName = name.slice(4);
      externalNodes[name as `npm:${string}`] = {
        type: "npm",
        name: name as `npm:${string}`,
        data: { version: versions[packageName] ?? "1.0.0", packageName },
      };
      continue;
    }
    const folder = join(root, name);
    mkdirSync(folder, { recursive: true });
    const names = (development[name] ?? []).map((one) => [one.replace(/^npm:/, ""), "1.0.0"]);
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ devDependencies: Object.fromEntries(names) }),
    );
    nodes[name] = {
      name,
      type: "lib",
      data: { root: name, metadata: { js: { packageName: name } } as never },
    };
  }
  const dependencies = Object.fromEntries(
    Object.entries(edges).map(([source, targets]) => [
      source,
      targets.map((target) => ({ source, target, type: "static" as const })),
    ]),
  );
  return new ProgramClosures({ nodes, externalNodes, dependencies } as ProjectGraph, root, (name) =>
    ["network", "eks", "secrets"].includes(name),
  );
}

const folders = (names: string[]) => names.map((name) => join(root, name));
const edges = {
  eks: ["network", "provider", "testing", "npm:aws"],
  network: ["secrets", "contract", "npm:zod"],
  secrets: ["vault"],
  provider: ["environment"],
  environment: [],
  contract: [],
  vault: [],
  testing: ["npm:jest"],
  program: [],
  "npm:aws": ["npm:pulumi"],
  "npm:pulumi": [],
  "npm:zod": [],
  "npm:jest": [],
};

it("has the libraries a program reaches, those of the contracts it imports, and what every program has", () => {
  const { libraries, upstreams } = closures(edges, { eks: ["testing"] }).of("eks", ["program"]);
  expect(libraries).toEqual(folders(["contract", "environment", "program", "provider"]));
  expect(upstreams).toEqual(folders(["network"]));
});

it("changes with a package that the program reaches, directly or not, and with no other", () => {
  const packages = (versions: Record<string, string>) =>
    closures(edges, { eks: ["testing"] }, versions).of("eks").packages;
  const before = packages({});
  expect(packages({ pulumi: "2.0.0" })).not.toBe(before);
  expect(packages({ aws: "2.0.0" })).not.toBe(before);
  expect(packages({ zod: "2.0.0" })).toBe(before);
  expect(packages({ jest: "2.0.0" })).toBe(before);
});
