import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackOfCommand } from "./stack-of-command.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-run-"));
  mkdirSync(join(folder, "eks/deep"), { recursive: true });
  writeFileSync(join(folder, "eks/Pulumi.yaml"), "name: cluster\nruntime: nodejs\n");
});
afterEach(() => rmSync(folder, { recursive: true }));
const find = (line: string, at = "eks/deep") =>
  stackOfCommand(line.split(" "), { environment: "dev", folder: join(folder, at) });

it("is that of the folder or one above, or of --cwd", () => {
  expect(find("up")).toEqual({ project: "cluster", stack: "dev" });
  expect(find("up -C ../eks -s organization/cluster/dev", "eks")).toEqual({
    project: "cluster",
    stack: "dev",
  });
  expect(find("up --cwd=eks", ".")).toEqual({ project: "cluster", stack: "dev" });
});

it("is refused where there is none, or --stack is another's", () => {
  expect(() => find("up", ".")).toThrow(/no Pulumi.yaml in .*: run it in the folder of a stack/);
  expect(() => find("up --stack=prod")).toThrow(/--stack prod is not the stack of -c dev/);
});
