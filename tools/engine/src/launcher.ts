import { chmod, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

/** The name by which the engine looks for the language host of Node.js programs. */
export const LANGUAGE_HOST = "pulumi-language-nodejs";

/** The entry point of our language host. */
const MAIN = resolve(import.meta.dirname, "language-host/main.ts");

const WORKSPACE = resolve(import.meta.dirname, "../../..");

/**
 * The text of the launcher for a bin folder. It starts our language host with the Node.js of the workspace, not with
 * whatever `node` is on PATH, which may be too old. Paths are relative to the launcher first, so that a workspace can
 * be moved or copied with its engine; the absolute ones serve an engine outside of the workspace.
 *
 * @param binFolder where the launcher will be
 * @param node the Node.js to use where the workspace has none
 */
export function launcherText(binFolder: string, node: string): string {
  const fromBin = (path: string) => `"$here"/${quote(relative(binFolder, path))}`;
  return `#!/bin/sh
# Starts the Node.js language host of this workspace; written by tools/engine.
here=$(cd "$(dirname "$0")" && pwd -P)
main=${fromBin(MAIN)}
[ -f "$main" ] || main=${quote(MAIN)}
if [ ! -f "$main" ]; then
  echo "The Node.js language host is not at $main: this engine belongs to a workspace that is gone. Remove $here and run the command again." >&2
  exit 1
fi
for node in ${fromBin(join(WORKSPACE, "node_modules/.bin/node"))} ${quote(join(WORKSPACE, "node_modules/.bin/node"))} ${quote(node)}; do
  [ -x "$node" ] && exec "$node" "$main" "$@"
done
exec node "$main" "$@"
`;
}

/**
 * Writes the launcher into a bin folder.
 *
 * @param finalFolder the folder it will be used from, if the bin folder is renamed afterwards
 */
export async function writeLauncher(binFolder: string, finalFolder = binFolder): Promise<void> {
  const path = join(binFolder, LANGUAGE_HOST);
  await writeFile(path, launcherText(finalFolder, process.execPath));
  await chmod(path, 0o755);
}

/** A word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
