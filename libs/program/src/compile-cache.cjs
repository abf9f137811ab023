"use strict";
const { enableCompileCache } = require("node:module");
const path = require("node:path");

/** Where the workspace keeps compiled code: `.strata/node-compile-cache`. */
const directory = path.resolve(__dirname, "../../../.strata/node-compile-cache");

/**
 * Lets Node.js keep what it compiles between runs (https://nodejs.org/api/module.html#module-compile-cache): the SDKs
 * are large, and compiling them is most of what a preview's program does. A cache that the user has chosen is left as
 * it is, and NODE_DISABLE_COMPILE_CACHE=1 turns this off too. A folder that cannot be written is no error. It is portable: a
 * copy of it serves another clone or worktree.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function enable(env) {
  if (!env.NODE_COMPILE_CACHE) enableCompileCache({ directory, portable: true });
}

module.exports = { directory, enable };
