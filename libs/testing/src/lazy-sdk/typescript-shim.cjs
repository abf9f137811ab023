"use strict";
const load = () => require("@pulumi/pulumi/typescript-shim.js");

module.exports = new Proxy({}, { get: (_target, name) => load()[name] });
