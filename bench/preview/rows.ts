import { join } from "node:path";
import { compileCacheVariables } from "@strata/engine";
import type { Command } from "./measure.ts";
import { STACKS, type Workspaces } from "./workspaces.ts";

/** How a peer gets at the embedded AWS. */
export type PeerProvider = "shared" | "plugins";

/** How the peers are run: for each, what was the fastest for it in the warm-up. */
export interface PeerSettings {
  readonly provider: PeerProvider;
  /** How many tasks Nx runs at once for @nx-extend/pulumi. */
  readonly parallel: number;
}

export interface Row {
  readonly key: string;
  readonly title: string;
  /** `helped`: a peer with settings that are not its own but what our runs do; it tells what they are worth. */
  readonly kind: "ours" | "peer" | "helped" | "floor";
  /** How many stacks it previews. */
  readonly stacks: number;
  /** Whether every run begins with empty caches of compiled code, as in CI: V8's, and that of ts-node in TMPDIR. */
  readonly cold?: boolean;
  /** Whether it is to take every result from an earlier preview; any other row must take none. */
  readonly reuses?: boolean;
  readonly command: (workspaces: Workspaces, settings: PeerSettings) => Command;
}

const LOOP =
  'for stack in "$@"; do (cd "stacks/$stack" && pulumi preview --stack local --non-interactive) || exit 1; done';
const EMPTY_LOOP = 'for turn in "$@"; do pulumi preview --stack local --non-interactive || exit 1; done';
/** The workspace's own, as `npx nx` finds it; another one would load Nx twice. */
const NX = "./node_modules/.bin/nx";
const WITH_TYPES = `${NX} run-many -t preview --skip-nx-cache & preview=$!; tsc -p tsconfig.workspace.json; types=$?; wait $preview && exit $types`;

/** The three settings of a peer: which programs, and what is said to Pulumi's loader. */
const SETTINGS = [
  { key: "loader", title: "Pulumi's default loader", programs: "peersCommonJs", env: {} },
  {
    key: "transpile",
    title: "the loader without type checks",
    programs: "peersCommonJs",
    env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  },
  { key: "esm", title: "our ESM programs", programs: "peersEsm", env: {} },
] as const;

const ours = (workspaces: Workspaces, command: string, args: readonly string[]): Command => ({
  command,
  args,
  directory: workspaces.ours,
  env: workspaces.env,
});

const peer = (
  workspaces: Workspaces,
  settings: PeerSettings,
  setting: Pick<(typeof SETTINGS)[number], "programs" | "env">,
  args: readonly string[],
): Command => ({
  command: "node",
  args: [join(workspaces.ours, "bench/preview/peer.ts"), settings.provider, ...args],
  directory: workspaces[setting.programs],
  env: {
    ...workspaces.env,
    ...setting.env,
    STRATA_AWS_LOCAL_STORE: workspaces.store,
    // What the programs of the repository turn on by themselves is turned on for every program.
    ...compileCacheVariables(workspaces.ours),
  },
});

const nxExtend = (workspace: string, { parallel }: PeerSettings): readonly string[] => [
  join(workspace, NX),
  "run-many",
  "-t",
  "preview",
  `--parallel=${parallel}`,
  "--output-style=stream",
  "--skip-nx-cache",
];

const WARM: readonly Row[] = [
  {
    key: "ours",
    title: "Strata: nx run-many -t preview, nothing cached",
    kind: "ours",
    stacks: 5,
    // Without the flag earlier results would stand, and nothing would be previewed.
    command: (workspaces) => ours(workspaces, NX, ["run-many", "-t", "preview", "--skip-nx-cache"]),
  },
  {
    key: "ours-unchanged",
    title: "Strata: nx run-many -t preview, nothing changed since the last",
    kind: "ours",
    stacks: 5,
    reuses: true,
    command: (workspaces) => ours(workspaces, NX, ["run-many", "-t", "preview"]),
  },
  {
    key: "ours+types",
    title: "Strata, with tsc beside it",
    kind: "ours",
    stacks: 5,
    command: (workspaces) => ours(workspaces, "bash", ["-c", WITH_TYPES]),
  },
  ...SETTINGS.map((setting): Row => ({
    key: `loop-${setting.key}`,
    title: `plain loop, ${setting.title}`,
    kind: "peer",
    stacks: 5,
    command: (workspaces, settings) =>
      peer(workspaces, settings, setting, ["bash", "-c", LOOP, "bash", ...STACKS]),
  })),
  ...SETTINGS.map((setting): Row => ({
    key: `nx-extend-${setting.key}`,
    title: `@nx-extend/pulumi, ${setting.title}`,
    kind: "peer",
    stacks: 5,
    command: (workspaces, settings) =>
      peer(workspaces, settings, setting, nxExtend(workspaces[setting.programs], settings)),
  })),
  {
    key: "nx-extend-esm-helped",
    title: "@nx-extend/pulumi, our ESM programs, without debug messages and the engine's log as in our runs",
    kind: "helped",
    stacks: 5,
    command: (workspaces, settings) => {
      const { peersEsm, quietHome } = workspaces;
      const env = { STRATA_DEBUG_MESSAGES: "none", PULUMI_HOME: quietHome };
      return peer(workspaces, settings, { programs: "peersEsm", env }, nxExtend(peersEsm, settings));
    },
  },
  {
    key: "empty",
    title: "an empty program, one preview",
    kind: "floor",
    stacks: 1,
    command: ({ empty, env }) => ({
      command: "bash",
      args: ["-c", EMPTY_LOOP, "bash", "1"],
      directory: empty,
      env,
    }),
  },
  {
    key: "empty-4",
    title: "an empty program, four previews in a loop: the longest chain",
    kind: "floor",
    stacks: 4,
    command: ({ empty, env }) => ({
      command: "bash",
      args: ["-c", EMPTY_LOOP, "bash", "1", "2", "3", "4"],
      directory: empty,
      env,
    }),
  },
  {
    key: "empty-5",
    title: "an empty program, five previews in a loop",
    kind: "floor",
    stacks: 5,
    command: ({ empty, env }) => ({
      command: "bash",
      args: ["-c", EMPTY_LOOP, "bash", "1", "2", "3", "4", "5"],
      directory: empty,
      env,
    }),
  },
];

/** The rows with caches that an earlier run has filled, and those that compare a first run, as in CI. */
export const ROWS: readonly Row[] = [
  ...WARM,
  ...WARM.filter(({ key }) =>
    ["ours", "loop-loader", "loop-esm", "nx-extend-loader", "nx-extend-esm"].includes(key),
  ).map((row): Row => ({ ...row, key: `${row.key}-cold`, title: `${row.title}; first run`, cold: true })),
];
