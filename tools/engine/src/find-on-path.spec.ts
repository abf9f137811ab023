import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findOnPath } from "./find-on-path.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-path-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function executable(path: string, text = "\x7fELF"): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

const search = (...folders: string[]) =>
  findOnPath(folders.map((name) => join(folder, name)).join(delimiter), join(folder, "home"));

describe("looking for pulumi on PATH", () => {
  it("takes executables in the order of PATH, each once", async () => {
    const files = [executable("a/pulumi"), executable("b/pulumi")];
    expect((await search("a", "b", "a", "missing")).found).toEqual(files);
  });

  it("passes over what is not executable, empty or a folder", async () => {
    chmodSync(executable("a/pulumi"), 0o644);
    executable("b/pulumi", "");
    mkdirSync(join(folder, "c/pulumi"), { recursive: true });
    expect(await search("a", "b", "c")).toEqual({ found: [], skipped: [] });
  });

  it("passes over the npm package's wrapper, local and global", async () => {
    const run = executable("lib/node_modules/pulumi/run.js", "#!/usr/bin/env node\n");
    mkdirSync(join(folder, "bin"));
    symlinkSync(run, join(folder, "bin/pulumi"));
    executable("app/node_modules/.bin/pulumi", "#!/bin/sh\n");
    executable("shim/pulumi", "#!/usr/bin/env node\n");
    const { found, skipped } = await search("bin", "app/node_modules/.bin", "shim");
    expect(found).toEqual([]);
    expect(skipped).toHaveLength(3);
    expect(skipped[0]).toContain(join(folder, "bin/pulumi"));
  });

  it("passes over the workspace's own engine and relative folders", async () => {
    executable("home/versions/3.0.0/bin/pulumi");
    expect((await search("home/versions/3.0.0/bin")).found).toEqual([]);
    expect((await findOnPath(["", ".", "bin"].join(delimiter), folder)).found).toEqual([]);
    expect((await findOnPath(undefined, folder)).found).toEqual([]);
  });
});
