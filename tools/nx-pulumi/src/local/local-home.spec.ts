import { workspacePaths } from "@strata/engine";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localHome } from "./local-home.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strata-home-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it("has the plugins of the workspace, and no folder for the engine's log", () => {
  const paths = workspacePaths(root, {});
  const plugin = join(paths.pulumiHome, "plugins", "resource-aws-v1.0.0");
  mkdirSync(plugin, { recursive: true });
  const home = localHome(paths);
  writeFileSync(join(plugin, "added-later"), "");
  expect(readdirSync(home).sort()).toEqual(["logs", "plugins"]);
  expect(readdirSync(join(home, "plugins", "resource-aws-v1.0.0"))).toEqual(["added-later"]);
  expect(statSync(join(home, "logs")).isFile()).toBe(true);
});

it("is made once, also where the workspace has no plugins yet", () => {
  const paths = workspacePaths(root, {});
  const home = localHome(paths);
  const before = readFileSync(join(home, "logs"), "utf8");
  expect(localHome(paths)).toBe(home);
  expect(readFileSync(join(home, "logs"), "utf8")).toBe(before);
  expect(readdirSync(join(home, "plugins"))).toEqual([]);
});
