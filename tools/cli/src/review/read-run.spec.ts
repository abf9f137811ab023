import { emptyChangeSet } from "@strata/change-set/testing";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leftOut, readRun } from "./read-run.ts";

let root = "";
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "strata-review-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(file: string, content: unknown): void {
  const folder = join(root, "dist/change-sets/dev");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
}

it("says how to make change sets where there are none", () => {
  expect(() => readRun(root, "dev")).toThrow(/nothing to review[^]*npx nx affected -t preview -c dev$/);
  expect(() => readRun(root, "local")).toThrow(/npx nx affected -t preview$/);
});

it("names every file that cannot be read, at once", () => {
  put("a.json", "{");
  put("b.json", { version: 9 });
  put("c.json", { ...emptyChangeSet(), counts: { explode: 1 } });
  expect(() => readRun(root, "dev")).toThrow(
    /a\.json: not JSON[^]*b\.json: a change set of version 9[^]*c\.json:[^]*explode/,
  );
});

it("reviews the latest operation, and tells what is left out", () => {
  put("a.json", emptyChangeSet({ stack: "a", operation: "up", startedAt: "2026-01-01T00:00:00.000Z" }));
  put("b.json", emptyChangeSet({ stack: "b", startedAt: "2026-01-02T00:00:00.000Z" }));
  const run = readRun(root, "dev");
  expect(run).toMatchObject({ operation: "preview", changeSets: [{ stack: "b" }], others: [{ stack: "a" }] });
});

it("takes stacks without a result for skipped where one that they read failed", () => {
  const stack = (name: string, upstreams: string[], environments = ["dev"]) =>
    [name, { name, upstreams, environments }] as const;
  const stacks = new Map([
    stack("a", []),
    stack("b", ["a"]),
    stack("c", ["b"]),
    stack("d", []),
    stack("e", ["a"], ["prod"]),
  ]);
  const changeSets = [emptyChangeSet({ stack: "a", succeeded: false })];
  expect(leftOut(stacks, { changeSets }, "dev")).toEqual({
    skipped: [
      { stack: "b", because: "a did not succeed" },
      { stack: "c", because: "a did not succeed" },
    ],
    without: ["d"],
  });
});
