"use strict";
const load = () => require("@pulumi/pulumi/runtime/closure/v8Hooks.js");

module.exports = {
  __esModule: true,
  isInitializedAsync: () => load().isInitializedAsync(),
  getSessionAsync: () => load().getSessionAsync(),
  getScriptUrl: (id) => load().getScriptUrl(id),
};
