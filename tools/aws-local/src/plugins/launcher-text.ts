import { join, relative, resolve } from "node:path";
import type { LocalPackage } from "@strata/environment";
import { SERVER_NODE_OPTIONS } from "../server/node-options.ts";
import { WORKSPACE } from "../store/paths.ts";

const MAIN = resolve(import.meta.dirname, "main.ts");

/**
 * The text of a plugin's executable. It starts the embedded AWS with the Node.js of the workspace, whatever `node` is on
 * PATH; paths are relative to the plugin first, so that a workspace can be moved with its plugins.
 *
 * @param folder where the executable will be used from
 */
export function launcherText(name: LocalPackage, folder: string): string {
  const candidates = (path: string) => [`"$here"/${quote(relative(folder, path))}`, quote(path)];
  const [nearMain, main] = candidates(MAIN);
  return `#!/bin/sh
# The embedded AWS of this workspace, as the Pulumi plugin "${name}"; written by tools/aws-local.
here=$(cd "$(dirname "$0")" && pwd -P)
main=${nearMain}
[ -f "$main" ] || main=${main}
if [ ! -f "$main" ]; then
  echo "The embedded AWS is not at $main: this plugin belongs to a workspace that is gone. Remove $here." >&2
  exit 1
fi
for node in ${candidates(join(WORKSPACE, "node_modules/.bin/node")).join(" ")} ${quote(process.execPath)}; do
  [ -x "$node" ] && exec "$node" ${SERVER_NODE_OPTIONS.join(" ")} "$main" ${name} "$@"
done
exec node ${SERVER_NODE_OPTIONS.join(" ")} "$main" ${name} "$@"
`;
}

/** A word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
