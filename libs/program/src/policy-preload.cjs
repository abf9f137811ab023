"use strict";
const { createRequire, flushCompileCache } = require("node:module");
const path = require("node:path");
const compileCache = require("./compile-cache.cjs");
const lazyModules = require("./lazy-modules.cjs");

/*
 * Loaded by the language host of this workspace into a policy pack that Node.js runs as it is. The pack's folder is
 * what Node.js was started on.
 */
compileCache.enable(process.env);
const pack = createRequire(path.resolve(process.argv[1], "package.json"));
lazyModules.makeLazy(pack.resolve("@pulumi/pulumi/cmd/run-policy-pack"), process.env);
// A pack serves until it is told to end, and Node.js writes what it has compiled only when it ends by itself.
process.once("SIGINT", () => {
  flushCompileCache();
  process.exit(0);
});
