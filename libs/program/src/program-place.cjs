"use strict";
const path = require("node:path");
const { fileURLToPath } = require("node:url");

/** A frame of a stack trace, with or without a name (https://v8.dev/docs/stack-trace-api). */
const FRAME = /^\s*at (?:.* \()?((?:file:\/\/)?\/[^()]*|[A-Za-z]:\\[^()]*):(\d+):\d+\)?$/;

/**
 * The line of the program in a stack trace: the first that is not of a package, relative to the program's folder.
 *
 * @param {string} stack of an Error
 * @param {string} folder the program's
 * @returns {string | undefined} `index.ts:12`
 */
function programPlace(stack, folder) {
  for (const line of stack.split("\n")) {
    const [, file, number] = FRAME.exec(line) ?? [];
    if (file === undefined) continue;
    const name = file.startsWith("file:") ? fileURLToPath(file) : file;
    if (/[\\/]node_modules[\\/]/.test(name) || name.startsWith(__dirname + path.sep)) continue;
    return `${path.relative(folder, name)}:${number}`;
  }
  return undefined;
}

/** {@link programPlace} of what runs now. */
function placeOfCaller() {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 30;
  const { stack } = new Error();
  Error.stackTraceLimit = limit;
  return programPlace(stack ?? "", process.cwd());
}

module.exports = { placeOfCaller, programPlace };
