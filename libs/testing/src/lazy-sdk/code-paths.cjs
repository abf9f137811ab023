"use strict";
const { lazyCodePaths } = require("@strata/program/lazy-modules");

// With its extension, so that Jest's mapping does not lead back to here.
module.exports = lazyCodePaths(() => require("@pulumi/pulumi/runtime/closure/codePaths.js"));
