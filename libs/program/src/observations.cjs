"use strict";
const fs = require("node:fs");
const path = require("node:path");

/** Where `reference` (libs/stack-contract) notes what is read of other stacks. */
const READS = Symbol.for("@strata/observed-reads");

/** The folder in which a run collects what its previews plan; see libs/stack-contract/src/planned-outputs.ts. */
const FOLDER_VARIABLE = "STRATA_PLANNED_OUTPUTS";

/**
 * What a program asked the engine that its own files do not answer.
 *
 * @typedef {object} Observations
 * @property {string[][]} reads what it read of other stacks by their contracts: project, then a path in its outputs
 * @property {string[]} functions the tokens of the functions it called, and of the remote components it used: these may
 *   have read live data
 */

/** Collects what a program asks, and writes it down when the program ends, where a run wants to know it. */
class Observations {
  #functions = new Set();
  #env;

  constructor(env = process.env) {
    this.#env = env;
  }

  /** Notes a function or a remote component; the engine's own functions read no cloud. */
  note(token) {
    if (!token.startsWith("pulumi:")) this.#functions.add(token);
  }

  /** @returns {Observations} */
  collected() {
    const reads = [...(globalThis[READS] ?? [])].sort().map((text) => JSON.parse(text));
    return { reads, functions: [...this.#functions].sort() };
  }

  /** @param {() => string} project known once the program runs */
  writeAtEnd(project) {
    const folder = this.#env[FOLDER_VARIABLE];
    if (!folder) return;
    process.on("exit", () => {
      const file = path.join(folder, `${project()}.observations.json`);
      try {
        fs.writeFileSync(file, JSON.stringify(this.collected()));
      } catch {
        // The run that made the folder is gone; nobody asks any more.
      }
    });
  }
}

module.exports = { Observations };
