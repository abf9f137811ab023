"use strict";
/*
 * Loaded into every stack program before its first line, by Pulumi.yaml:
 *
 *     runtime: {name: nodejs, options: {typescript: false, nodeargs: "--require @strata/program/preload"}}
 *
 * It works with the official language host and with that of this workspace. This file and check-node.cjs are written
 * so that any Node.js can read them: one that is too old must be able to say so.
 */
var checkNode = require("./check-node.cjs");

var problem = checkNode.nodeProblem(process.versions.node, process.execPath, checkNode.requiredNode());
if (problem) {
  process.stderr.write(problem + "\n");
  // To a language host this means: the user has been told, add nothing (@pulumi/pulumi/cmd/run).
  process.exit(32);
}
require("./compile-cache.cjs").enable(process.env);
require("./lease-guard.cjs").holdLease(process.argv, process.env);
require("./lazy-modules.cjs").makeLazy(process.argv[1], process.env);
require("./binding-guard.cjs").guardProgram(process.argv[1]);
