import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { functionCode } from "./function-code.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "code-"));
  writeFileSync(join(folder, "handler.ts"), "export const handler = (): string => 'first';");
});

afterEach(() => rmSync(folder, { recursive: true }));

const archives = () => readdirSync(join(folder, "dist"));

it("is one module in an archive, below the project's folder by a path that is the same on every machine", async () => {
  const { archive, sha256 } = functionCode("handler.ts", folder);
  const path = String(await archive.path);
  expect(path).toMatch(/^\.\/dist\/[0-9a-f]{64}\.zip$/);
  const bytes = readFileSync(join(folder, path));
  expect(createHash("sha256").update(bytes).digest("base64")).toBe(sha256);
  expect(Object.keys(unzipSync(bytes))).toEqual(["index.mjs"]);
});

it("is written once, and beside that of other sources", async () => {
  const first = functionCode("handler.ts", folder);
  const { mtimeMs } = statSync(join(folder, String(await first.archive.path)));
  functionCode("handler.ts", folder);
  expect(statSync(join(folder, String(await first.archive.path))).mtimeMs).toBe(mtimeMs);
  writeFileSync(join(folder, "handler.ts"), "export const handler = (): string => 'second';");
  expect(functionCode("handler.ts", folder).sha256).not.toBe(first.sha256);
  expect(archives()).toHaveLength(2);
});
