"use strict";
// With its extension, so that Jest's mapping does not lead back to here.
const load = () => require("@pulumi/pulumi/runtime/closure/codePaths.js");

module.exports = {
  __esModule: true,
  computeCodePaths: (...args) => load().computeCodePaths(...args),
  findWorkspaceRoot: (...args) => load().findWorkspaceRoot(...args),
  packageArchivePath: (...args) => load().packageArchivePath(...args),
};
