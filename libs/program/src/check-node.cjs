"use strict";
/* Read by any Node.js: no syntax newer than ES5 here. */

/** The range that package.json of this package allows, such as ">=24.0.0". */
function requiredNode() {
  return require("../package.json").engines.node;
}

/**
 * Why a Node.js cannot run the programs of this workspace, in one sentence, with the way out; undefined if it can.
 *
 * @param {string} version such as "20.11.0"
 * @param {string} execPath which Node.js that is
 * @param {string} required a range of the form ">=<major>.<minor>.<patch>"
 */
function nodeProblem(version, execPath, required) {
  var least = parts(required.replace(/^>=/, ""));
  var got = parts(version);
  for (var index = 0; index < least.length; index++) {
    if (got[index] > least[index]) return undefined;
    if (got[index] < least[index]) {
      return (
        "This stack's program is TypeScript that Node.js runs as it is, which Node.js " +
        version +
        " (" +
        execPath +
        ") cannot do, allowed is " +
        required +
        ": install Node.js " +
        least[0] +
        " and put it first on PATH, or run Pulumi with the workspace's own Node.js, as in `npx pulumi preview`."
      );
    }
  }
  return undefined;
}

function parts(version) {
  return version.split("-")[0].split(".").map(Number);
}

module.exports = { requiredNode: requiredNode, nodeProblem: nodeProblem };
