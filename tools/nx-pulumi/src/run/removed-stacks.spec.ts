import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackProject } from "../stacks/stack-project.ts";
import { removedStacks } from "./removed-stacks.ts";
import type { RunContext } from "./run-context.ts";

let backend: string;
beforeEach(() => (backend = mkdtempSync(join(tmpdir(), "removed-"))));
afterEach(() => rmSync(backend, { recursive: true }));

const deploy = (project: string, resources: unknown[]): void => {
  const folder = join(backend, ".pulumi/stacks", project);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "local.json"), JSON.stringify({ checkpoint: { latest: { resources } } }));
};
const stacks = new Map([["network", { name: "network", pulumiProject: "network" } as StackProject]]);
const lines = (run: Partial<RunContext>): string[] =>
  removedStacks({
    environment: "local",
    localBackend: undefined,
    projectsInBackend: undefined,
    stacks,
    ...run,
  } as RunContext);

it("are those that are deployed and not in the workspace, with how to destroy them", () => {
  deploy("network", [{}]);
  deploy("gone", [{}]);
  deploy("empty", []);
  const [line, ...more] = lines({ localBackend: backend });
  expect(line).toMatch(
    /^gone is deployed in "local".*git restore .* stacks\/gone .*npx nx run gone:destroy &&/,
  );
  expect(more).toEqual([]);
});

it("are found in the backend of a shared environment too", () => {
  const found = lines({
    environment: "prod",
    projectsInBackend: new Set(["gone", "network", "strata-bootstrap"]),
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain("npx nx run gone:destroy -c prod");
  expect(lines({ localBackend: join(backend, "none") })).toEqual([]);
});
