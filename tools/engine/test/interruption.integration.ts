import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { isRunning } from "@strata/environment/is-running";
import { eventually } from "@strata/testing/eventually";
import { startLanguageHost } from "../src/language-host/index.ts";
import { makeProject, UP } from "./support/project.ts";

/** A program that waits, and has started a process of its own. */
const program = `
  import { spawn } from "node:child_process";
  import { writeFileSync } from "node:fs";
  const own = spawn("sleep", ["600"], { stdio: "ignore" });
  writeFileSync("pids", [process.pid, process.ppid, own.pid].join(" "));
  console.log("program waits");
  await new Promise((resolve) => setTimeout(resolve, 600_000));
  export default {};
`;

const pidsOf = (folder: string) => readFileSync(join(folder, "pids"), "utf8").split(" ").map(Number);

describe.each(["spawned", "attached"])("with a %s language host", (kind) => {
  async function hostFor() {
    const host = kind === "attached" ? await startLanguageHost() : undefined;
    return {
      env: host ? { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` } : {},
      [Symbol.asyncDispose]: async () => host?.close(),
    };
  }
  /** The processes that must be gone: all but the host itself, if it is this one. */
  const mustEnd = (folder: string) => pidsOf(folder).filter((pid) => pid !== process.pid);

  it("SIGINT in the middle of an up ends the program, quietly", async () => {
    await using host = await hostFor();
    await using project = await makeProject({ program });
    const up = project.start(UP, host.env);
    await up.prints("program waits");
    up.child.kill("SIGINT");
    const { code, output } = await up.result;
    await eventually("all processes ended", () => !mustEnd(project.folder).some(isRunning));
    expect(code).not.toBe(0);
    expect(output).toMatch(/cancel/i);
    expect(output).not.toMatch(/exit code|SIGINT|panic|at .*\.ts:\d+/);
  });

  it("SIGKILL of the engine leaves no process behind", async () => {
    await using host = await hostFor();
    await using project = await makeProject({ program });
    const up = project.start(UP, host.env);
    await up.prints("program waits");
    up.child.kill("SIGKILL");
    await up.result;
    await eventually("all processes ended", () => !mustEnd(project.folder).some(isRunning));
  });
});
