import type { StackProject } from "../stacks/stack-project.ts";
import { undeclaredReads } from "./undeclared-reads.ts";

const stack = { name: "eks", upstreams: ["network"] } as unknown as StackProject;
const stacks = new Map([["network", { name: "network", pulumiProject: "net" } as unknown as StackProject]]);

it("is an error that says how to read the other stack, for each that Nx knows nothing of", () => {
  expect(undeclaredReads(new Set(["net"]), stack, { stacks })).toEqual([]);
  const [error] = undeclaredReads(new Set(["net", "secrets"]), stack, { stacks });
  expect(error?.severity).toBe("error");
  expect(error?.message).toContain('import contract from "@strata/secrets/contract"');
});
