import { describe, expect, it } from "@jest/globals";
import { startLanguageHost } from "../src/language-host/index.ts";
import { makeProject, PREVIEW, UP } from "./support/project.ts";

describe("one attached language host", () => {
  it("serves two engines at once, each with its own output and environment", async () => {
    const host = await startLanguageHost({
      env: ({ programDirectory }) => ({ ...process.env, SUBJECT: `env of ${programDirectory}` }),
    });
    try {
      const program = `
        import { existsSync, writeFileSync } from "node:fs";
        writeFileSync("running", "");
        const other = process.env.SUBJECT!.includes("never") ? "" : "";
        for (let line = 1; line <= 200; line++) console.log(\`\${process.env.SUBJECT} line \${line}\`);
        console.error("the end" + other);
        export default { subject: process.env.SUBJECT };`;
      await using first = await makeProject({ program });
      await using second = await makeProject({ program });
      const env = { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` };
      const results = await Promise.all([first.run(UP, env), second.run(UP, env)]);
      for (const [index, project] of [first, second].entries()) {
        const { code, output } = results[index]!;
        const diagnostics = output.slice(output.indexOf("Diagnostics:"), output.indexOf("Outputs:"));
        const lines = [...diagnostics.matchAll(/env of (\S+) line (\d+)/g)];
        expect(lines.map((match) => Number(match[2]))).toEqual(
          Array.from({ length: 200 }, (_, line) => line + 1),
        );
        expect(new Set(lines.map((match) => match[1]))).toEqual(new Set([project.folder]));
        expect(diagnostics).toContain("the end");
        expect(code).toBe(0);
      }
    } finally {
      await host.close();
    }
  });

  it("starts programs with the arguments that it was given, before those of the project", async () => {
    const host = await startLanguageHost({ nodeArguments: ["--min-semi-space-size=16"] });
    try {
      await using project = await makeProject({ program: "export default { args: process.execArgv };" });
      const { code, output } = await project.run(UP, { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` });
      expect(output).toMatch(/args\s*: \[\s*\[0\]: "--min-semi-space-size=16"/);
      expect(code).toBe(0);
    } finally {
      await host.close();
    }
  });

  it("cancels the program of the engine that is interrupted, and no other", async () => {
    const host = await startLanguageHost();
    try {
      const program = `
        import { existsSync } from "node:fs";
        console.log("program waits");
        while (!existsSync("go-on")) await new Promise((resolve) => setTimeout(resolve, 20));
        export default { finished: true };`;
      await using interrupted = await makeProject({ program });
      await using other = await makeProject({ program });
      const env = { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` };
      const first = interrupted.start(UP, env);
      const second = other.start(UP, env);
      await Promise.all([first.prints("program waits"), second.prints("program waits")]);
      first.child.kill("SIGINT");
      expect((await first.result).code).not.toBe(0);
      const { writeFileSync } = await import("node:fs");
      writeFileSync(`${other.folder}/go-on`, "");
      const { code, output } = await second.result;
      expect(output).toMatch(/finished: true/);
      expect(code).toBe(0);
    } finally {
      await host.close();
    }
  });

  it("tells the engine how its program failed", async () => {
    const host = await startLanguageHost();
    try {
      await using project = await makeProject({ program: `throw new Error("it broke");\n` });
      const { code, output } = await project.run(PREVIEW, { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` });
      expect(code).toBe(1);
      expect(output.split("it broke")).toHaveLength(2);
    } finally {
      await host.close();
    }
  });
});
