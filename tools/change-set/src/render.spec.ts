import type { ChangeSet } from "./change-set.ts";
import { emptyChangeSet } from "./empty-change-set.ts";
import { renderChanges, renderCounts } from "./render-changes.ts";
import { renderSummary, renderSummaryMarkdown } from "./render-summary.ts";

const plain = { color: false, columns: 100 };
const empty = emptyChangeSet({ counts: { same: 3 } });
const replaced: ChangeSet = {
  ...empty,
  counts: { replace: 1, same: 2 },
  resources: [
    {
      change: "replace",
      urn: "urn:pulumi:local::network::aws:ec2/vpc:Vpc::main",
      type: "aws:ec2/vpc:Vpc",
      name: "main",
      provider: "",
      replaceKeys: ["cidrBlock"],
      properties: [
        { path: "cidrBlock", kind: "update", replaces: true, old: "10.0.0.0/16", new: "10.1.0.0/16" },
      ],
    },
  ],
  outputs: [{ name: "vpcId", kind: "update", old: "vpc-1", new: "[unknown]" }],
};

describe("renderChanges", () => {
  it("shows only what changes", () => {
    expect(renderChanges(replaced, plain)).toEqual([
      "  +- aws:ec2/vpc:Vpc  main  (replaced because of cidrBlock)",
      '       ~ cidrBlock: "10.0.0.0/16" => "10.1.0.0/16"',
      "  outputs",
      '   ~ vpcId: "vpc-1" => [unknown]',
    ]);
    expect(renderChanges(empty, plain)).toEqual(["  no changes"]);
    expect(renderChanges({ ...empty, operation: "drift" }, plain)).toEqual(["  no drift"]);
  });

  it("lets no value write to the terminal, nor break the lines", () => {
    const output = { name: "x", kind: "add" as const, new: "\u001b[2J\nnext" };
    const [, line] = renderChanges({ ...empty, outputs: [output] }, plain);
    expect(line).toBe('   + x: "\\u001b[2J\\nnext"');
  });

  it("fits a narrow terminal", () => {
    for (const line of renderChanges(replaced, { color: false, columns: 24 }))
      expect(line.length).toBeLessThanOrEqual(24);
  });

  it("does not call a failed preview unchanged", () => {
    const failed = {
      ...empty,
      succeeded: false,
      diagnostics: [{ severity: "error" as const, message: "no" }],
    };
    expect(renderChanges(failed, plain)).toEqual(["  error: no"]);
  });
});

it("says what a preview plans and what an update did", () => {
  expect(renderCounts(replaced)).toBe("1 to replace, 2 unchanged");
  expect(renderCounts({ ...replaced, operation: "up" })).toBe("1 replaced, 2 unchanged");
  const counts = { update: 1, delete: 1, same: 2 };
  expect(renderCounts({ counts, operation: "drift" })).toBe("1 changed, 1 gone, 2 as deployed");
});

describe("renderSummary", () => {
  const results = [
    { stack: "network", outcome: "succeeded" as const, changeSet: replaced },
    { stack: "eks", outcome: "skipped" as const, note: "network did not succeed" },
    { stack: "rds", outcome: "succeeded" as const, changeSet: empty },
  ];

  it("says which stacks have drifted", () => {
    const drifted = [replaced, empty].map((changeSet, index) => ({
      stack: `stack${index}`,
      outcome: "succeeded" as const,
      changeSet: { ...changeSet, operation: "drift" as const },
    }));
    const [, first, second] = renderSummary(drifted, plain);
    expect([first, second]).toEqual([
      expect.stringMatching(/^stack0 {2}drift /),
      expect.stringMatching(/^stack1 {2}no drift /),
    ]);
  });

  it("is a table with a line for each stack", () => {
    expect(renderSummary(results, plain)).toMatchInlineSnapshot(`
     [
       "stack    result      create  update  replace  delete  same  outputs   time",
       "network  succeeded                         1             2        1  1.3 s",
       "eks      skipped                                                            network did not succeed",
       "rds      no changes                                      3           1.3 s",
     ]
    `);
  });

  it("escapes what Markdown and HTML would read", () => {
    const text = renderSummaryMarkdown([{ stack: "<img>|@all", outcome: "failed" }]);
    expect(text.split("\n")[2]).toContain("\\<img\\>\\|\\@all");
    expect(text.split("\n")[1]).toMatch(/^\| --- \| --- \| --: /);
  });
});
