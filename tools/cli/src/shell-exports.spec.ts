import { execFileSync } from "node:child_process";
import { shellExports } from "./shell-exports.ts";

it("survives a shell, whatever the value", () => {
  const value = `it's $HOME "and" \`date\` \\ ; rm -rf`;
  const script = `${shellExports({ VALUE: value })}printf %s "$VALUE"`;
  expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(value);
});
