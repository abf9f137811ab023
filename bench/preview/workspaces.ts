import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { installLocalPlugins } from "@strata/aws-local";
import { localHome, localVariables } from "@strata/nx-pulumi/local";
import { ensureEngine, workspacePaths } from "@strata/engine";
import { pathInCommonJs, TSCONFIG, toCommonJs, toCommonJsManifest, withDefaultLoader } from "./commonjs.ts";

export const STACKS = ["secrets", "network", "eks", "rds", "lambda"] as const;

const SOURCE = join(import.meta.dirname, "../..");
const PEERS = join(import.meta.dirname, "peers");

/** Absolute paths of what is measured. All of them share one state and one store. */
export interface Workspaces {
  /** A copy of this workspace. */
  readonly ours: string;
  /** What @nx-extend/pulumi needs, and our programs as they are. */
  readonly peersEsm: string;
  /** The same with programs for Pulumi's TypeScript loader. */
  readonly peersCommonJs: string;
  /** A project whose program declares nothing. */
  readonly empty: string;
  /** The environment of every row. */
  readonly env: NodeJS.ProcessEnv;
  /** The store of the embedded AWS. */
  readonly store: string;
  /** A PULUMI_HOME with which the engine writes no log, as in our runs. */
  readonly quietHome: string;
}

/** Makes the workspaces below a folder, from nothing; `say` is told what is done. */
export async function makeWorkspaces(folder: string, say: (text: string) => void): Promise<Workspaces> {
  rmSync(folder, { recursive: true, force: true });
  const [ours, peersEsm, peersCommonJs] = ["ours", "peers-esm", "peers-cjs"].map((name) => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  }) as [string, string, string];
  // Where git, and so Nx, does not look: it is no stack of the workspace.
  const empty = join(ours, ".strata", "empty");

  say("copying the workspace");
  const files = tracked();
  for (const file of files) copy(join(SOURCE, file), join(ours, file));
  execFileSync("cp", ["-al", join(SOURCE, "node_modules"), join(ours, "node_modules")]);

  say("installing @nx-extend/pulumi");
  const programs = files.filter((file) => /^(libs|stacks)\/.+\//.test(file) && !file.endsWith(".spec.ts"));
  for (const file of programs) copy(join(SOURCE, file), join(peersEsm, file));
  for (const file of ["package.json", "package-lock.json"]) copy(join(PEERS, file), join(peersEsm, file));
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: peersEsm,
    stdio: ["ignore", 2, 2],
  });
  linkPackages(peersEsm, programs);
  setUpNxExtend(peersEsm);

  say("turning the programs into CommonJS");
  execFileSync("cp", ["-al", join(peersEsm, "node_modules"), join(peersCommonJs, "node_modules")]);
  for (const file of programs) {
    const text = readFileSync(join(SOURCE, file));
    write(join(peersCommonJs, pathInCommonJs(file)), transform(file, text));
  }
  for (const stack of STACKS) {
    write(join(peersCommonJs, "stacks", stack, "tsconfig.json"), JSON.stringify(TSCONFIG, undefined, 2));
  }
  copy(join(PEERS, "package.json"), join(peersCommonJs, "package.json"));
  setUpNxExtend(peersCommonJs);

  write(
    join(empty, "Pulumi.yaml"),
    readFileSync(join(SOURCE, "stacks/secrets/Pulumi.yaml"), "utf8").replace("secrets", "empty"),
  );
  write(
    join(empty, "Pulumi.local.yaml"),
    onlySalt(readFileSync(join(SOURCE, "stacks/secrets/Pulumi.local.yaml"), "utf8")),
  );
  write(
    join(empty, "package.json"),
    '{"name":"empty","version":"0.0.0","type":"module","main":"index.ts"}\n',
  );
  write(join(empty, "index.ts"), "export default {};\n");

  const engine = await ensureEngine({ root: SOURCE });
  const paths = workspacePaths(ours, {});
  mkdirSync(paths.backend, { recursive: true });
  mkdirSync(paths.pulumiHome, { recursive: true });
  execFileSync("cp", ["-al", join(engine.pulumiHome, "versions"), paths.pulumiHome]);
  await installLocalPlugins(paths.pulumiHome);
  const bin = join(paths.pulumiHome, "versions", engine.version.replace(/\+.*/, ""), "bin");
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|STRATA_|PULUMI_|NODE_OPTIONS$|NODE_COMPILE)/.test(name),
  );
  return {
    ours,
    peersEsm,
    peersCommonJs,
    empty,
    store: paths.cloudStore,
    quietHome: localHome(paths),
    env: {
      ...Object.fromEntries(inherited),
      ...localVariables(paths),
      PULUMI_HOME: paths.pulumiHome,
      PATH: `${bin}:${join(SOURCE, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NX_DAEMON: "false",
      NX_ISOLATE_PLUGINS: "false",
      NX_NO_CLOUD: "true",
      NO_COLOR: "1",
    },
  };
}

function tracked(): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: SOURCE,
  });
  return listed
    .toString("utf8")
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(SOURCE, file)));
}

/** The handler of the Lambda function is what it is: its bytes are in the state. */
function transform(file: string, content: Buffer): string | Buffer {
  const text = content.toString("utf8");
  if (file.includes("/handler/") || file.endsWith(".cjs")) return content;
  if (file.endsWith(".ts")) return toCommonJs(text, file);
  if (file.endsWith("/package.json")) return toCommonJsManifest(text);
  return file.endsWith("/Pulumi.yaml") ? withDefaultLoader(text) : content;
}

/** What npm does for workspaces: `node_modules/@strata/<name>` leads to the package. */
function linkPackages(root: string, files: readonly string[]): void {
  mkdirSync(join(root, "node_modules/@strata"), { recursive: true });
  for (const file of files.filter((name) => /^[^/]+\/[^/]+\/package\.json$/.test(name))) {
    const folder = dirname(file);
    symlinkSync(join("../..", folder), join(root, "node_modules/@strata", basename(folder)));
  }
}

/** As the README of @nx-extend/pulumi 12 sets up a project: a target with its executor, and the stack's name. */
function setUpNxExtend(root: string): void {
  write(join(root, "nx.json"), JSON.stringify({ analytics: false, tui: { enabled: false } }, undefined, 2));
  for (const stack of STACKS) {
    const project = {
      name: stack,
      sourceRoot: `stacks/${stack}`,
      targets: { preview: { executor: "@nx-extend/pulumi:preview", options: { stack: "local" } } },
    };
    write(join(root, "stacks", stack, "project.json"), JSON.stringify(project, undefined, 2));
  }
}

function onlySalt(configuration: string): string {
  return `${/^encryptionsalt: .*$/m.exec(configuration)?.[0] ?? ""}\n`;
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
