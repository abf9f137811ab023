import { join } from "node:path";

/** Where a workspace keeps what Node.js has compiled. A module of its own: Nx loads it at every start. */
export function compileCacheFolder(root: string): string {
  return join(root, ".strata", "node-compile-cache");
}

/** Variables by which a Node.js process keeps what it compiles in a workspace; a copy of that serves elsewhere. */
export function compileCacheVariables(root: string): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: compileCacheFolder(root), NODE_COMPILE_CACHE_PORTABLE: "1" };
}
