"use strict";
const { lazyV8Hooks } = require("@strata/program/lazy-modules");

// With its extension, so that Jest's mapping does not lead back to here.
module.exports = lazyV8Hooks(() => require("@pulumi/pulumi/runtime/closure/v8Hooks.js"));
