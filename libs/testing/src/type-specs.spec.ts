import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const workspace = resolve(import.meta.dirname, "../../..");
const files = globSync("{libs,stacks,tools}/*/src/**/*.type-spec.ts", { cwd: workspace }).sort();

/** What `npm run typecheck` reads, by TypeScript's own reading of its configuration: no program is made. */
function checkedFiles(): Set<string> {
  const { nx } = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8")) as {
    nx: { targets: { typecheck: { command: string } } };
  };
  const project = /^tsc -p (\S+)$/.exec(nx.targets.typecheck.command)?.[1];
  if (project === undefined) throw new Error(`typecheck runs ${nx.targets.typecheck.command}`);
  const { config } = ts.readConfigFile(join(workspace, project), (path) => ts.sys.readFile(path));
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, workspace);
  expect(parsed.errors).toEqual([]);
  expect(parsed.options.noCheck).not.toBe(true);
  return new Set(parsed.fileNames.map((name) => resolve(name)));
}

it("are part of npm run typecheck, every one", () => {
  const checked = checkedFiles();
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !checked.has(join(workspace, file)))).toEqual([]);
});

it.each(files)("%s can fail", (file) => {
  const text = readFileSync(join(workspace, file), "utf8");
  expect(text).toMatch(/^\s*\/\/ @ts-expect-error \S/m);
  expect(text).not.toMatch(/@ts-(nocheck|ignore)/);
});
