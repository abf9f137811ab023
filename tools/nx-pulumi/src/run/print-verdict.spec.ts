import { emptyChangeSet } from "@strata/change-set/testing";
import { Output } from "./output.ts";
import { printVerdict } from "./print-verdict.ts";

const replaced = emptyChangeSet({
  stack: "rds",
  counts: { replace: 1 },
  resources: [
    {
      change: "replace",
      urn: "urn:pulumi:local::rds::aws:rds/instance:Instance::db",
      type: "aws:rds/instance:Instance",
      name: "db",
      provider: "urn::provider",
      replaceKeys: ["dbName"],
      properties: [{ path: "dbName", kind: "update", replaces: true, old: "a", new: "b" }],
    },
  ],
});

async function printed(...results: Parameters<typeof printVerdict>[0]): Promise<string> {
  let text = "";
  const output = new Output({}, (part) => void (text += part));
  await printVerdict(results, { output, operation: "preview", environment: "local", stacks: new Map() });
  return text;
}

it("tells what is replaced, and what failed beside it", async () => {
  const text = await printed(
    { stack: "rds", outcome: "succeeded", changeSet: replaced },
    { stack: "eks", outcome: "skipped", note: "network did not succeed" },
  );
  expect(text).toContain("1 stack was skipped; 1 resource would be replaced, a database (db)");
  expect(text).toContain("eks skipped: network did not succeed");
});

it("says nothing where nothing is at stake", async () => {
  const tagged = emptyChangeSet({
    resources: [{ ...replaced.resources[0]!, change: "update", replaceKeys: [], properties: [] }],
  });
  expect(await printed({ stack: "network", outcome: "succeeded", changeSet: emptyChangeSet() })).toBe("");
  expect(await printed({ stack: "network", outcome: "succeeded", changeSet: tagged })).toBe("");
});
