#!/usr/bin/env node
// Plain JavaScript without imports, so that an old Node.js can say that it is too old.
const [major] = process.versions.node.split(".");
if (Number(major) < 24) {
  process.stderr.write(
    `strata needs Node.js 24 or newer, and this is ${process.version} (${process.execPath}). ` +
      "Run it as: npx strata (which uses the Node.js of the workspace), after npm ci.\n",
  );
  process.exit(1);
}
const { main } = await import("../src/main.ts");
process.exitCode = await main(process.argv.slice(2));
