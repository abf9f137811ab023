import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { openFile } from "./open-file.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "strata-open-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An environment in which `xdg-open` is this script. */
function opener(script: string): NodeJS.ProcessEnv {
  writeFileSync(join(folder, "xdg-open"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "xdg-open"), 0o755);
  return { PATH: `${folder}${delimiter}${process.env["PATH"]}` };
}

it("gives the page to the opener as one argument that no shell reads", async () => {
  const env = opener(`printf '%s' "$*" > "${folder}/got"`);
  expect(await openFile("/tmp/a b;$(c)'.html", "linux", env)).toBe(true);
  expect(readFileSync(join(folder, "got"), "utf8")).toBe("file:///tmp/a%20b;$(c)'.html");
});

it("tells when nothing opened it", async () => {
  const env = opener("exit 3");
  expect(await openFile("/tmp/a.html", "linux", env)).toBe(false);
  expect(await openFile("/tmp/a.html", "aix", env)).toBe(false);
  expect(await openFile("/tmp/a.html", "linux", { PATH: join(folder, "nowhere") })).toBe(false);
});
