import { listResources } from "@strata/aws-local";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

describe("an interruption in the middle of an up", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());

  /** The ids of the AWS resources that Pulumi's state of a stack holds. */
  const idsInState = (stack: string): string[] => {
    const file = join(workspace.root, ".strata/state/.pulumi/stacks", stack, "local.json");
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
      checkpoint: {
        latest: {
          resources?: { type: string; id?: string; external?: boolean }[];
          pending_operations?: unknown[];
        };
      };
    };
    expect(checkpoint.latest.pending_operations ?? []).toEqual([]);
    return (checkpoint.latest.resources ?? [])
      .filter(({ type, id, external }) => type.startsWith("aws:") && id && !external)
      .map(({ id }) => id as string);
  };

  it("leaves state and store in agreement, and the next preview says what is pending", async () => {
    expect((await workspace.nx(["run", "secrets:up"])).code).toBe(0);
    const before = listResources(workspace.cloudStore).length;

    let watch: NodeJS.Timeout | undefined;
    let sent = false;
    const interrupted = await workspace.nx(["run", "network:up"], {
      onStart: (kill) => {
        watch = setInterval(() => {
          if (sent || listResources(workspace.cloudStore).length < before + 3) return;
          sent = true;
          kill("SIGINT");
        }, 50);
      },
    });
    clearInterval(watch);
    expect(sent).toBe(true);
    expect(interrupted.code).not.toBe(0);

    const stored = listResources(workspace.cloudStore).map(({ id }) => id);
    const state = [...idsInState("secrets"), ...idsInState("network")];
    expect(new Set(stored)).toEqual(new Set(state));

    const { code, text } = await workspace.nx(["run", "network:preview"]);
    expect([code, text]).toEqual([0, expect.any(String)]);
    const { counts } = workspace.changeSet("network");
    expect(counts.create).toBeGreaterThan(0);
    expect(counts.same).toBeGreaterThan(0);
    expect(text).toMatch(/\d+ to create/);

    expect((await workspace.nx(["run", "network:up"])).code).toBe(0);
    expect(workspace.changeSet("network").counts.same).toBeGreaterThan(0);
  });
});
