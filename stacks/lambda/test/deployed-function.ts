import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { zipArchive } from "../archive.ts";
import { bundle } from "../bundle.ts";

const PROJECT = join(import.meta.dirname, "..");

// A token is signed for its second. In a process whose clock stands still, each that is made is the same.
const STOPPED_CLOCK = `
  const now = Number(process.env.STOPPED_AT);
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) { if (given.length === 0) super(now); else super(...given); }
    static now() { return now; }
  };`;

const INVOKE = `
  const { handler } = await import(process.argv[1]);
  const answer = await handler(JSON.parse(process.argv[2])).then(
    (result) => ({ result }),
    (error) => ({ error: error.message }),
  );
  console.log(JSON.stringify(answer));`;

const SIGN = `
  const { authenticationToken } = await import(process.argv[1]);
  console.log(await authenticationToken(JSON.parse(process.argv[2])));`;

export interface Answer {
  result?: unknown;
  error?: string;
  /** What the function has logged. */
  log: string;
}

/** The archive that is deployed, unpacked into a folder with nothing else, as Lambda has it. */
export interface DeployedFunction {
  /** Invokes it in a process of its own, with no environment but the given one. */
  invoke(event: unknown, environment: Record<string, string>): Promise<Answer>;
  /** The token that it signs for these settings. */
  token(settings: object, environment: Record<string, string>): Promise<string>;
  remove(): void;
}

export function deployFunction(): DeployedFunction {
  const folder = mkdtempSync(join(tmpdir(), "function-"));
  const files = unzipSync(zipArchive({ "index.mjs": bundle("handler/index.ts", PROJECT).text }));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const clock = join(folder, "stopped-clock.mjs");
  writeFileSync(clock, STOPPED_CLOCK);
  const stoppedAt = String(Date.now());
  const run = (program: string, path: string, value: unknown, environment: Record<string, string>) =>
    promisify(execFile)(
      process.execPath,
      [
        "--import",
        pathToFileURL(clock).href,
        "--disable-warning=ExperimentalWarning",
        "--input-type=module",
        "-e",
        program,
        path,
        JSON.stringify(value),
      ],
      { cwd: folder, env: { ...environment, STOPPED_AT: stoppedAt }, timeout: 30_000 },
    );
  return {
    invoke: async (event, environment) => {
      const { stdout, stderr } = await run(INVOKE, join(folder, "index.mjs"), event, environment);
      return { ...(JSON.parse(stdout) as Answer), log: stderr };
    },
    token: async (settings, environment) => {
      const source = join(PROJECT, "handler/authentication-token.ts");
      return (await run(SIGN, source, settings, environment)).stdout.trim();
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
