import { jest } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { unzipSync } from "fflate";
import { codeSha256, zipArchive } from "./archive.ts";
import { bundle } from "./bundle.ts";

const folder = import.meta.dirname;
const ENTRY_POINT = "handler/index.ts";
/** Bytes of the archive. More makes every cold start slower: whoever raises it says why. */
const SIZE_BUDGET = 140_000;

// With types stripped by Node.js itself, as when Pulumi runs the program.
const BUILD = `
  const { bundle } = await import(process.argv[1] + "/bundle.ts");
  const { codeSha256, zipArchive } = await import(process.argv[1] + "/archive.ts");
  const { text } = bundle("${ENTRY_POINT}", process.argv[2]);
  process.umask(Number(process.argv[3]));
  console.log(codeSha256(zipArchive({ "index.mjs": text })));`;

const here = bundle(ENTRY_POINT, folder);
const archive = zipArchive({ "index.mjs": here.text });
let elsewhere: string;

beforeEach(() => {
  elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "bundle-")));
});

afterEach(() => rmSync(elsewhere, { recursive: true }));

/** Copies the handler to a folder of another depth, with the packages that it needs beside it instead of at the root. */
function copySources(): string {
  const root = join(folder, "../..");
  const copy = join(elsewhere, "a/deeper/folder/of/it");
  const packages = Object.keys(here.metafile.inputs)
    .map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(join(folder, path))?.[0])
    .filter((path) => path !== undefined);
  for (const path of new Set(packages)) {
    cpSync(path, join(copy, "stacks/lambda", relative(root, path)), { recursive: true });
  }
  cpSync(join(folder, "handler"), join(copy, "stacks/lambda/handler"), { recursive: true });
  return join(copy, "stacks/lambda");
}

function buildIn(sources: string, { zone, umask }: { zone: string; umask: number }): string {
  return execFileSync(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--input-type=module",
      "-e",
      BUILD,
      folder,
      sources,
      String(umask),
    ],
    { env: { PATH: process.env["PATH"], TZ: zone, HOME: elsewhere }, encoding: "utf8" },
  ).trim();
}

describe("the archive of the function", () => {
  it("is the same to the byte in other folders, at other times, in other time zones and under other umasks", () => {
    const sources = copySources();
    const first = buildIn(folder, { zone: "Pacific/Kiritimati", umask: 0o077 });
    const second = buildIn(sources, { zone: "America/Los_Angeles", umask: 0o002 });
    expect([first, second]).toEqual([codeSha256(archive), codeSha256(archive)]);
  });

  it("changes with the sources", () => {
    const sources = copySources();
    writeFileSync(join(sources, "handler/index.ts"), "export const handler = () => 'changed';");
    expect(bundle(ENTRY_POINT, sources).text).not.toBe(here.text);
  });

  it("is the same in whatever order its files are given, and at another time", () => {
    const files = { "b.txt": "second", "a.txt": "first", "a/c.txt": "third" };
    jest.useFakeTimers({ now: new Date("2040-06-01T12:00:00Z") });
    const later = zipArchive({ "a/c.txt": "third", "a.txt": "first", "b.txt": "second" });
    jest.useRealTimers();
    expect(Buffer.from(later).equals(Buffer.from(zipArchive(files)))).toBe(true);
    expect(Object.keys(unzipSync(later))).toEqual(["a.txt", "a/c.txt", "b.txt"]);
  });

  it("has the hash that Lambda has of it", () => {
    const hex = createHash("sha256").update(archive).digest("hex");
    expect(Buffer.from(codeSha256(archive), "base64").toString("hex")).toBe(hex);
  });

  it("stays within its budget", () => {
    expect(archive.length).toBeLessThan(SIZE_BUDGET);
  });
});

describe("the bundle", () => {
  it("names neither a folder of this machine nor a module's path", () => {
    expect(here.text).not.toContain(folder);
    expect(here.text).not.toContain("node_modules");
  });

  it("loads with nothing but Node.js, and fails only for what its environment does not say", () => {
    mkdirSync(join(elsewhere, "task"));
    const unpacked = unzipSync(archive);
    for (const [name, bytes] of Object.entries(unpacked)) writeFileSync(join(elsewhere, "task", name), bytes);
    const program = `
      const { handler } = await import(process.argv[1]);
      await handler({}).catch((error) => console.log(error.message));`;
    const args = ["--input-type=module", "-e", program, join(elsewhere, "task/index.mjs")];
    const options = { cwd: elsewhere, env: { NODE_PATH: "" }, encoding: "utf8", timeout: 20_000 } as const;
    expect(execFileSync(process.execPath, args, options)).toBe(
      "Not set in the function's environment, or not valid: DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, DATABASE_USER, AWS_REGION\n",
    );
  });

  it("refuses what it would lack where the function runs, and names it", () => {
    symlinkSync(join(folder, "../../node_modules"), join(elsewhere, "node_modules"));
    writeFileSync(join(elsewhere, "index.ts"), `try { require("not-there"); } catch {}`);
    expect(() => bundle("index.ts", elsewhere)).toThrow(/neither the bundle nor Node\.js has not-there/);
    expect(() => bundle("missing.ts", dirname(folder))).toThrow(/missing\.ts/);
  });
});
