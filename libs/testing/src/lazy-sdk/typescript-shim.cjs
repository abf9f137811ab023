"use strict";
const { lazyExports } = require("@strata/program/lazy-modules");

// With its extension, so that Jest's mapping does not lead back to here.
module.exports = lazyExports(() => require("@pulumi/pulumi/typescript-shim.js"));
