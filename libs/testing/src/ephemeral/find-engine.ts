import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { LOCAL_PACKAGES } from "@strata/environment";
import { STRATA_FOLDER } from "../workspace.ts";

/** A Pulumi CLI and the plugins that go with it. */
export interface EphemeralEngine {
  /** Absolute path of `pulumi`; its language host is beside it. */
  readonly command: string;
  /** Absolute path of the folder of plugins; for `local` it has the embedded AWS in it. */
  readonly plugins: string;
}

/** There is no engine that an ephemeral stack could use. The message has the command that provides it. */
export class EngineNotFoundError extends Error {
  override name = "EngineNotFoundError";
}

/**
 * The engine of the shell, where that was set up with `strata env local` (PULUMI_HOME, and PATH), else the one that the
 * workspace keeps in `.strata/pulumi-home`. A library does not install engines: that is for the tools, and these two
 * places are what the tools leave for everybody.
 *
 * @throws {EngineNotFoundError}
 */
export function findEngine(
  env: NodeJS.ProcessEnv = process.env,
  strataFolder = STRATA_FOLDER,
): EphemeralEngine {
  const ofShell = env["PULUMI_HOME"]
    ? engineOf(env["PULUMI_HOME"], (env["PATH"] ?? "").split(delimiter))
    : [];
  const home = join(strataFolder, "pulumi-home");
  const ofWorkspace = engineOf(home, versionFolders(home));
  const engine = [...ofShell, ...ofWorkspace][0];
  if (engine !== undefined) return engine;
  throw new EngineNotFoundError(
    `There is no Pulumi engine with the embedded AWS among its plugins in ${home}` +
      `${env["PULUMI_HOME"] ? `, nor in ${env["PULUMI_HOME"]}` : ""}. Provide both with: npx strata env local`,
  );
}

function engineOf(home: string, folders: readonly string[]): EphemeralEngine[] {
  const plugins = join(home, "plugins");
  if (!hasEmbeddedAws(plugins)) return [];
  const folder = folders.find((it) => it !== "" && existsSync(join(it, "pulumi")));
  return folder === undefined ? [] : [{ command: join(folder, "pulumi"), plugins }];
}

function hasEmbeddedAws(plugins: string): boolean {
  if (!existsSync(plugins)) return false;
  const names = readdirSync(plugins);
  return LOCAL_PACKAGES.every((local) => names.some((name) => name.startsWith(`resource-${local}-v`)));
}

/** Newest first. */
function versionFolders(home: string): string[] {
  const versions = join(home, "versions");
  if (!existsSync(versions)) return [];
  const newestFirst = new Intl.Collator("en", { numeric: true });
  return readdirSync(versions)
    .sort((a, b) => newestFirst.compare(b, a))
    .map((version) => join(versions, version, "bin"));
}

/** The folder of an engine, for PATH. */
export const folderOf = (engine: EphemeralEngine): string => dirname(engine.command);
