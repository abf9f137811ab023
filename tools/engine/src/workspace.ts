import { folderBackendUrl } from "@strata/environment/folder-backend";
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** Absolute paths of what a workspace keeps for itself, all under `.strata/`, which git ignores. */
export interface WorkspacePaths {
  readonly root: string;
  /** `.strata` */
  readonly state: string;
  /** PULUMI_HOME: the engine, plugins and credentials of this workspace; the user's own is left alone. */
  readonly pulumiHome: string;
  /** Where the `local` environment's state is kept. */
  readonly backend: string;
  /** The same as a URL for PULUMI_BACKEND_URL. */
  readonly backendUrl: string;
  /** The store of the embedded AWS. */
  readonly cloudStore: string;
}

/** No workspace around a folder. */
export class WorkspaceNotFoundError extends Error {
  override name = "WorkspaceNotFoundError";
}

/** The layout of a workspace. `env` may move the store of the embedded AWS (STRATA_AWS_LOCAL_STORE, an absolute path). */
export function workspacePaths(root: string, env: NodeJS.ProcessEnv = process.env): WorkspacePaths {
  const absolute = resolve(root);
  const state = join(absolute, ".strata");
  const backend = join(state, "state");
  const movedStore = env["STRATA_AWS_LOCAL_STORE"];
  if (movedStore && !isAbsolute(movedStore)) {
    throw new Error(`STRATA_AWS_LOCAL_STORE is ${JSON.stringify(movedStore)}; it must be an absolute path.`);
  }
  return {
    root: absolute,
    state,
    pulumiHome: join(state, "pulumi-home"),
    backend,
    backendUrl: folderBackendUrl(backend),
    cloudStore: movedStore || join(state, "cloud.sqlite"),
  };
}

/**
 * The root of the npm workspace around a folder: the nearest folder, going up, whose package.json has `workspaces`.
 * Throws {@link WorkspaceNotFoundError}.
 */
export function findWorkspaceRoot(from: string = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (hasWorkspaces(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) {
      throw new WorkspaceNotFoundError(
        `${resolve(from)} is not in a Strata workspace: no package.json with "workspaces" in it or above it. ` +
          `Change to the folder of your clone and run the command again.`,
      );
    }
  }
}

function hasWorkspaces(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  try {
    return "workspaces" in (JSON.parse(readFileSync(manifest, "utf8")) as object);
  } catch {
    return false; // Not ours: a package.json that npm could not read either.
  }
}
