import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const module = require.resolve("./observations.cjs");

/** Runs a program that ends with this; returns what it left in the folder. */
function written(program: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "observations-"));
  try {
    const text = `const { Observations } = require(${JSON.stringify(module)});
      const observations = new Observations(); observations.writeAtEnd(() => "eks"); ${program}`;
    execFileSync(process.execPath, ["-e", text], {
      env: { ...process.env, STRATA_PLANNED_OUTPUTS: folder },
      stdio: "ignore",
    });
    return JSON.parse(readFileSync(join(folder, "eks.observations.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it("writes what was read and called, once each and in order, and not what the engine answers itself", () => {
  const program = `
    globalThis[Symbol.for("@strata/observed-reads")] = new Set(['["network","vpcs"]', '["network"]']);
    for (const token of ["aws:index/getRegion:getRegion", "eks:index:Cluster", "eks:index:Cluster",
      "pulumi:pulumi:readStackOutputs"]) observations.note(token);`;
  expect(written(program)).toEqual({
    reads: [["network", "vpcs"], ["network"]],
    functions: ["aws:index/getRegion:getRegion", "eks:index:Cluster"],
  });
});

it("writes also when the program ends itself", () => {
  expect(written("process.exit(0)")).toEqual({ reads: [], functions: [] });
});
