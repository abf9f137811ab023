import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { startLanguageHost } from "../src/language-host/index.ts";
import { makeProject, PREVIEW, UP } from "./support/project.ts";

const PRELOAD = { typescript: false, nodeargs: "--require @strata/program/preload" };

const occurrences = (text: string, part: string) => text.split(part).length - 1;

describe("a program, run by our language host", () => {
  it("gets its stack, its configuration and its secrets, and its outputs arrive", async () => {
    await using project = await makeProject({
      options: PRELOAD,
      program: `import * as pulumi from "@pulumi/pulumi";
        const config = new pulumi.Config();
        const component: pulumi.ComponentResource = new pulumi.ComponentResource("test:index:Part", "part");
        export default {
          seen: [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack(), config.require("size")].join(" "),
          hidden: config.requireSecret("token"), urn: component.urn,
          tree: process.cwd().endsWith(new URL(".", import.meta.url).pathname.split("/").at(-2)!),
        };`,
    });
    await project.run(["config", "set", "size", "3"]);
    await project.run(["config", "set", "--secret", "token", "s3cr3t"]);
    const { code, output } = await project.run(UP);
    expect(output).toContain("organization subject local 3");
    expect(output).toContain("test:index:Part::part");
    expect(output).toMatch(/hidden: \[secret\]/);
    expect(output).not.toContain("s3cr3t");
    expect(output).toMatch(/tree\s*: true/);
    expect(code).toBe(0);
  });

  it.each([
    ["with the preload", PRELOAD],
    ["without it", { typescript: false }],
  ])("that throws fails with its message once and the line in the .ts file, %s", async (_name, options) => {
    await using project = await makeProject({
      options,
      program: `type Line = 1;\ninterface Two {\n  x: string;\n}\nfunction broken(_two: Two): Line {\n  throw new Error("it broke");\n}\nbroken({ x: "" });\n`,
    });
    const { code, output } = await project.run(PREVIEW);
    expect(code).toBe(1);
    expect(occurrences(output, "it broke")).toBe(1);
    expect(output).toMatch(/index\.ts:6:9/);
    expect(output).not.toContain("non-zero exit code");
  });

  it("that does not parse is told so, with the place", async () => {
    await using project = await makeProject({ options: PRELOAD, program: "const x = {;\n" });
    const { code, output } = await project.run(PREVIEW);
    expect(code).toBe(1);
    expect(output).toMatch(/SyntaxError|Expression expected|index\.ts/);
    expect(output).not.toContain("non-zero exit code");
  });

  it("that leaves a rejection unhandled fails", async () => {
    await using project = await makeProject({
      program: `void Promise.reject(new Error("nobody waits"));\nexport default {};\n`,
    });
    const { code, output } = await project.run(PREVIEW);
    expect(code).toBe(1);
    expect(output).toContain("nobody waits");
    expect(output).not.toContain("non-zero exit code");
  });

  it("that ends with exit code 32 has said all there is to say", async () => {
    await using project = await makeProject({
      program: `console.error("do this instead");\nprocess.exit(32);\n`,
    });
    const { code, output } = await project.run(PREVIEW);
    expect(code).toBe(1);
    expect(output).toContain("do this instead");
    expect(output).not.toMatch(/exit code/);
  });

  it("that ends with another exit code is reported with it", async () => {
    await using project = await makeProject({ program: `process.exit(3);\n` });
    const { code, output } = await project.run(PREVIEW);
    expect(code).toBe(1);
    expect(output).toContain("error: Program exited with non-zero exit code: 3");
  });

  it("prints and logs in order, without losing the last line", async () => {
    await using project = await makeProject({
      program: `import * as pulumi from "@pulumi/pulumi";
        for (let line = 1; line <= 300; line++) console.log(\`line \${line} ä\`);
        await pulumi.log.warn("be careful");
        console.error("on stderr");
        process.stdout.write("no newline at the end");\n`,
    });
    const { code, output } = await project.run(UP);
    const lines = [...output.slice(output.indexOf("Diagnostics:")).matchAll(/line (\d+) ä/g)].map((match) =>
      Number(match[1]),
    );
    expect(lines).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    for (const text of ["warning: be careful", "on stderr", "no newline at the end"])
      expect(output).toContain(text);
    expect(code).toBe(0);
  });

  it("that has no SDK installed is told how to install it", async () => {
    await using project = await makeProject({ program: "export default {};\n" });
    const missing = { PULUMI_LANGUAGE_NODEJS_RUN_PATH: "@pulumi/not-installed/cmd/run" };
    const { code, output } = await project.run(PREVIEW, missing);
    expect(code).toBe(1);
    expect(output).toContain("npm ci");
  });

  it("with wrong options is told all of them", async () => {
    await using project = await makeProject({
      options: { typescript: "no", nodeargs: '--title "x', packagemanager: "cargo" },
      program: "export default {};\n",
    });
    const { code, output } = await project.run(PREVIEW);
    expect(code).toBe(1);
    for (const name of ["typescript", "nodeargs", "packagemanager"]) expect(output).toContain(`${name} is`);
  });

  it("can still serialize closures, with the preload", async () => {
    await using project = await makeProject({
      options: PRELOAD,
      program: `import * as pulumi from "@pulumi/pulumi";
        const factor = 7;
        const { text } = await pulumi.runtime.serializeFunction((x: number) => x * factor);
        export default { serialized: text.includes("factor: 7") };\n`,
    });
    const { code, output } = await project.run(UP);
    expect(output).toMatch(/serialized: true/);
    expect(code).toBe(0);
  });
});

describe("an environment that a self-built engine must not serve", () => {
  const program = `console.log("the program ran");\nexport default {};\n`;
  const preview = ["preview", "--non-interactive", "--suppress-progress", "--stack", "prod"];

  it("is refused before the program runs, and served where that is allowed", async () => {
    await using project = await makeProject({ program, stack: "prod" });
    const refused = await project.run(preview);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain("serves local and sandbox only");
    expect(refused.output).toContain("STRATA_ALLOW_SELF_BUILT_ENGINE=1");
    expect(refused.output).not.toContain("the program ran");
    const allowed = await project.run(preview, { STRATA_ALLOW_SELF_BUILT_ENGINE: "1" });
    expect(allowed.output).toContain("the program ran");
    expect(allowed.code).toBe(0);
  });
});

/** A Node.js on PATH that cannot run these programs; machines often have one beside the workspace's. */
function findOldNode(): string | undefined {
  for (const folder of new Set((process.env["PATH"] ?? "").split(delimiter))) {
    const node = join(folder, "node");
    if (!existsSync(node)) continue;
    const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
    if (Number(/^v(\d+)/.exec(stdout)?.[1] ?? 24) < 24) return node;
  }
  return undefined;
}

const oldNode = findOldNode();

describe("a Node.js that is too old", () => {
  // Without one, the check itself is covered with a pretended version in libs/program.
  const test = oldNode === undefined ? it.skip : it;

  test("says so in one sentence, without a stack (skipped where no Node.js < 24 is on PATH)", async () => {
    const host = await startLanguageHost({ node: oldNode ?? "" });
    try {
      await using project = await makeProject({ options: PRELOAD, program: "export default {};\n" });
      const { code, output } = await project.run(PREVIEW, { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` });
      expect(code).toBe(1);
      expect(output).toContain(`(${oldNode}) cannot do, allowed is >=24.0.0`);
      expect(output).not.toMatch(/exit code|\n\s+at /);
    } finally {
      await host.close();
    }
  });
});
