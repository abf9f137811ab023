import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { STRATA_FOLDER, WORKSPACE } from "../workspace.ts";
import { type EphemeralEngine, folderOf } from "./find-engine.ts";

/** Where ephemeral stacks are kept while they are there. */
export const ESTATES = join(STRATA_FOLDER, "ephemeral");

/** One stack of an estate. */
export interface EstateStack {
  readonly project: string;
  /** The name of the Pulumi stack, which is its environment. */
  readonly name: string;
  /** Of its Pulumi.yaml; absolute. */
  readonly workDir: string;
}

/**
 * A folder with all that a few ephemeral stacks need and leave: a Pulumi home, a backend, a passphrase and a store of the
 * embedded AWS of its own, and what is to be torn down (estate.json).
 */
export interface Estate {
  readonly folder: string;
  readonly command: string;
  /** What Pulumi gets beside the variables of this process that are not about Pulumi or AWS. */
  readonly env: Readonly<Record<string, string>>;
  /** In the order in which they were made. */
  readonly stacks: readonly EstateStack[];
}

const pathsOf = (folder: string) => ({
  record: join(folder, "estate.json"),
  home: join(folder, "home"),
  state: join(folder, "state"),
  passphrase: join(folder, "passphrase"),
  store: join(folder, "cloud.sqlite"),
  processes: join(folder, "processes"),
});

/** Fills a folder that is there and empty. `env` is given to Pulumi and to its plugins and programs. */
export function createEstate(
  folder: string,
  engine: EphemeralEngine,
  env: Readonly<Record<string, string>>,
): Estate {
  const paths = pathsOf(folder);
  for (const path of [paths.home, paths.state, paths.processes]) mkdirSync(path);
  // A home of its own: the engine writes into it which stack a folder has selected.
  symlinkSync(engine.plugins, join(paths.home, "plugins"));
  writeFileSync(paths.passphrase, randomBytes(24).toString("base64"), { mode: 0o600 });
  const estate: Estate = {
    folder,
    command: engine.command,
    stacks: [],
    env: {
      ...env,
      PATH: [folderOf(engine), join(WORKSPACE, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
      PULUMI_HOME: paths.home,
      PULUMI_BACKEND_URL: pathToFileURL(paths.state).href,
      PULUMI_CONFIG_PASSPHRASE_FILE: paths.passphrase,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      STRATA_AWS_LOCAL_STORE: paths.store,
      NODE_COMPILE_CACHE: join(STRATA_FOLDER, "node-compile-cache"),
    },
  };
  writeEstate(estate);
  return estate;
}

/** Adds a stack to what is to be torn down, before anything of it is made. */
export function addStack(estate: Estate, stack: EstateStack): Estate {
  const longer = { ...estate, stacks: [...estate.stacks, stack] };
  writeEstate(longer);
  return longer;
}

/** The estate of a folder; `undefined` if nothing was made in it yet. */
export function readEstate(folder: string): Estate | undefined {
  const { record } = pathsOf(folder);
  return existsSync(record) ? (JSON.parse(readFileSync(record, "utf8")) as Estate) : undefined;
}

/** In one step, so that whoever tears it down finds all of it. */
function writeEstate(estate: Estate): void {
  const { record } = pathsOf(estate.folder);
  writeFileSync(`${record}.new`, JSON.stringify(estate));
  renameSync(`${record}.new`, record);
}

/** What Pulumi runs with: nothing that a shell says about Pulumi, AWS or Strata. */
export function environmentOf(estate: Estate): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PULUMI|AWS|STRATA|NODE_OPTIONS|JEST)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...estate.env };
}

export const storeOf = (estate: Estate): string => pathsOf(estate.folder).store;

/** The folder with a file for each running Pulumi process, named after its number. */
export const processesOf = (estate: Estate): string => pathsOf(estate.folder).processes;

/** The stacks that the backend knows, as `project/stack`. */
export function stacksInBackend(estate: Estate): string[] {
  const folder = join(pathsOf(estate.folder).state, ".pulumi/stacks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/\.json$/, ""));
}
