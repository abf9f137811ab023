import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aboutRuntime } from "./about.ts";
import { parseRuntimeOptions } from "./runtime-options.ts";

const PATH = process.env["PATH"];
afterEach(() => (process.env["PATH"] = PATH));

const about = (directory: string) =>
  aboutRuntime(process.execPath, directory, parseRuntimeOptions({ packagemanager: "npm" }));

it("knows npm's version as npm does, without starting it", async () => {
  const { version, metadata } = await about(import.meta.dirname);
  expect(version).toBe(process.version);
  expect(metadata["packagemanagerVersion"]).toBe(
    execFileSync("npm", ["--version"], { encoding: "utf8" }).trim(),
  );
});

it("asks a package manager that is no npm package, and leaves out one that is not there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-about-"));
  writeFileSync(join(folder, "npm"), "#!/bin/sh\necho 1.2.3\n");
  chmodSync(join(folder, "npm"), 0o755);
  process.env["PATH"] = folder;
  expect((await about(folder)).metadata["packagemanagerVersion"]).toBe("1.2.3");
  process.env["PATH"] = join(folder, "none");
  expect((await about(folder)).metadata).not.toHaveProperty("packagemanagerVersion");
  rmSync(folder, { recursive: true });
});
