import { accessSync, constants, globSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** The folder that install-chromium.ts fills, of this workspace. */
export const CHROMIUM_FOLDER = join(import.meta.dirname, "../../../.strata/chromium");
export const INSTALL = "npm run -w @strata/review install-chromium";

export interface Browser {
  readonly executable: string;
  /** Libraries that came with it. */
  readonly libraries?: string;
}

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser of STRATA_CHROMIUM, else the one that was installed here, else one on PATH; undefined where there is none. */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  folder = CHROMIUM_FOLDER,
): Browser | undefined {
  const named = env["STRATA_CHROMIUM"];
  if (named) {
    if (!isExecutable(named))
      throw new Error(`STRATA_CHROMIUM: ${JSON.stringify(named)} is no program that can be run`);
    return { executable: named };
  }
  const own = globSync("*/chromium", { cwd: folder }).sort().at(-1);
  if (own !== undefined && isExecutable(join(folder, own)))
    return { executable: join(folder, own), libraries: join(folder, dirname(own), "lib") };
  const executable = (env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((path) => NAMES.map((name) => join(path, name)))
    .find(isExecutable);
  return executable === undefined ? undefined : { executable };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
