import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** In a process of its own: the flags are those of a whole process. */
function inProcess(code: string): unknown {
  const file = join(import.meta.dirname, "collect-early.ts");
  const script = `import { cachedDataVersionTag as tag } from "node:v8";
    const { collectEarly, loadCompiled } = await import(${JSON.stringify(file)});
    const first = tag();
    ${code}`;
  const text = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return JSON.parse(text);
}

it("loads modules under the flags that compiled code was kept with, and keeps collecting early", () => {
  const seen = inProcess(`collectEarly();
    const early = tag();
    const during = await loadCompiled(async () => tag());
    console.log(JSON.stringify([early === first, during === first, tag() === early]));`);
  expect(seen).toEqual([false, true, true]);
});

it("goes back to collecting early after a module that cannot be loaded", () => {
  const seen = inProcess(`collectEarly();
    const early = tag();
    const message = await loadCompiled(() => import("./no-such-module.js")).catch(({ code }) => code);
    console.log(JSON.stringify([message, tag() === early]));`);
  expect(seen).toEqual(["ERR_MODULE_NOT_FOUND", true]);
});

it("leaves a process alone that does not collect early", () => {
  expect(
    inProcess(
      `console.log(JSON.stringify([await loadCompiled(async () => tag() === first), tag() === first]))`,
    ),
  ).toEqual([true, true]);
});
