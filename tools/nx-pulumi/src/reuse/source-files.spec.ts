import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SourceFiles } from "./source-files.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "sources-"))));
afterEach(() => rmSync(root, { recursive: true }));

const write = (name: string, text = ""): void => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};

it("are the files that a program may run, and no tests, documentation or configuration of Pulumi", () => {
  const program = ["stack/index.ts", "stack/handler/main.ts", "stack/set-up/users.sql", "stack/package.json"];
  const others = [
    "stack/index.spec.ts",
    "stack/x.type-spec.ts",
    "stack/README.md",
    "stack/Pulumi.yaml",
    "stack/Pulumi.dev.yaml",
    "stack/test/a.ts",
    "stack/node_modules/a/index.js",
    "stack/jest.integration.config.ts",
  ];
  for (const name of [...program, ...others]) write(name);
  expect(Object.keys(new SourceFiles(root).inFolder(join(root, "stack"))).sort()).toEqual(
    [...program].sort(),
  );
});

it("have a digest of what is in them", () => {
  write("a.ts", "1");
  const before = new SourceFiles(root).file(join(root, "a.ts"));
  write("a.ts", "2");
  expect(new SourceFiles(root).file(join(root, "a.ts"))).not.toEqual(before);
  expect(new SourceFiles(root).file(join(root, "b.ts"))).toEqual({});
});

it("of a module are it and what it imports by a relative path, around a cycle too", () => {
  write(
    "stack/contract.ts",
    'import { zone } from "./zone.ts";\nexport * from "../shared/names.ts";\nimport z from "zod";',
  );
  write(
    "stack/zone.ts",
    'import type { C } from "./contract.ts";\nconst x = await import("./deep/late.ts");',
  );
  write("stack/deep/late.ts");
  write("shared/names.ts");
  write("stack/other.ts");
  const found = Object.keys(new SourceFiles(root).module(join(root, "stack/contract.ts"))).sort();
  expect(found).toEqual(["shared/names.ts", "stack/contract.ts", "stack/deep/late.ts", "stack/zone.ts"]);
  expect(new SourceFiles(root).module(join(root, "stack/none.ts"))).toEqual({});
});
