import { changeSet, COMMIT, GRAPH, reading, resource, update } from "../test/change-sets.ts";
import { buildReview } from "./build-review.ts";
import type { ReviewInput } from "./review-input.ts";
import type { Phrase } from "./text/phrase.ts";

const words = (phrase: Phrase): string =>
  phrase.map((part) => (typeof part === "string" ? part : part.given)).join("");
const build = (input: Partial<ReviewInput>) =>
  buildReview({ environment: "prod", operation: "preview", graph: GRAPH, changeSets: [], ...input });
const output = (name: string) => ({ outputs: [{ name, kind: "update" as const, old: 1, new: 2 }] });

describe("who reads an output", () => {
  const readersOf = (input: Partial<ReviewInput>) => {
    const [first] = build(input).outputs;
    return [first?.readers, first?.possibleReaders];
  };

  it("is told by what programs read: the output or a part of it, and no other that begins like it", () => {
    const changeSets = [
      changeSet("network", [], output("vpc")),
      changeSet("eks", [], reading("network.vpc")),
      changeSet("rds", [], reading("network.vpc.id", "network")),
      changeSet("lambda", [], reading("network.vpcs", "networks.vpc")),
    ];
    expect(readersOf({ changeSets })).toEqual([["eks", "rds"], []]);
  });

  it("is only guessed of stacks that were not previewed, or failed", () => {
    const changeSets = [
      changeSet("network", [], output("vpc")),
      changeSet("eks", [], { ...reading("network.other"), succeeded: false }),
    ];
    expect(readersOf({ changeSets })).toEqual([[], ["eks", "lambda", "rds"]]);
  });

  it("goes by the name of the Pulumi project, and by what is known from elsewhere", () => {
    const graph = [{ stack: "network", project: "net", upstreams: [] }];
    const changeSets = [
      changeSet("network", [], { project: "net", ...output("vpc") }),
      changeSet("eks", [], { ...reading("net.vpc"), upstreams: ["net"] }),
    ];
    const readers = [{ stack: "network", output: "vpc", readers: ["old"] }];
    expect(readersOf({ graph, changeSets, readers })).toEqual([["eks", "old"], []]);
  });
});

describe("the verdict", () => {
  const verdictOf = (input: Partial<ReviewInput>) => {
    const { level, headline, details } = build(input).verdict;
    return [level, words(headline), ...details.map(words)];
  };

  it("names what is worst", () => {
    const changeSets = [
      changeSet("eks", [
        resource("delete", "aws:iam/role:Role", "role"),
        resource("replace", "aws:kms/key:Key", "key"),
      ]),
    ];
    expect(verdictOf({ changeSets })).toEqual([
      "critical",
      "1 resource would be destroyed and 1 resource would be replaced, among them a key (key)",
      "Lost with key: whatever is encrypted with it; can be undone in part.",
      "Lost with role: its unique ID, to which policies and grants that name it were resolved; can be undone in part.",
    ]);
  });

  it("speaks of what was done, and of what was found", () => {
    const changeSets = [changeSet("rds", [resource("delete", "aws:rds/instance:Instance", "db")])];
    expect(verdictOf({ changeSets, operation: "up" })[1]).toBe("1 resource was destroyed, a database (db)");
    expect(verdictOf({ changeSets, operation: "drift" })[1]).toBe(
      "1 resource is gone from the cloud, a database (db)",
    );
    expect(verdictOf({ operation: "drift" })).toEqual(["none", "Nothing drifted"]);
  });

  it("says of which revision it is not", () => {
    const changeSets = [
      changeSet("rds", []),
      changeSet("eks", [], { commit: { revision: "0123456789abcdef", dirty: false } }),
    ];
    expect(verdictOf({ changeSets, commit: COMMIT }).at(-1)).toContain("another revision: 0123456789ab.");
    expect(verdictOf({ changeSets: changeSets.slice(0, 1), commit: COMMIT })).toHaveLength(2);
  });

  it("does not take a failed run for one without changes", () => {
    const failed = [{ stack: "rds", message: "no" }];
    expect(verdictOf({ failed })).toEqual([
      "failed",
      "1 stack failed; nothing else is known to change",
      expect.stringContaining("may change more"),
    ]);
  });
});

it("leaves out what repeats: a tag under both names, and components", () => {
  const tag = (path: string) => update(path, "a", "b");
  const tagged = resource("update", "aws:ec2/vpc:Vpc", "v", {
    properties: [tag("tags.Owner"), tag("tagsAll.Owner"), tag("tagsAll.Other")],
  });
  const { stacks, destructive } = build({
    changeSets: [changeSet("network", [tagged, resource("delete", "strata:x:Component", "c")])],
  });
  expect(
    stacks[0]?.resources.find(({ change }) => change === "update")?.lines.map(({ text }) => text),
  ).toEqual(['tags.Owner: "a" → "b"', 'tagsAll.Other: "a" → "b"']);
  expect(destructive).toEqual([]);
});

it("shows resources that change alike as one, and what goes away by itself", () => {
  const alike = ["a", "b", "c"].map((name) =>
    resource("update", "aws:ec2/vpc:Vpc", name, { properties: [update("x", 1, 2)] }),
  );
  const gone = ["d", "e", "f"].map((name) => resource("delete", "aws:ec2/vpc:Vpc", name));
  const [stack] = build({ changeSets: [changeSet("network", [...alike, ...gone])] }).stacks;
  expect(stack?.resources.map(({ names }) => names)).toEqual([["d"], ["e"], ["f"], ["a", "b", "c"]]);
});

it("puts stacks upstream first, and survives a cycle", () => {
  const changeSets = ["lambda", "rds", "secrets", "network"].map((stack) => changeSet(stack, []));
  expect(build({ changeSets }).stacks.map(({ stack }) => stack)).toEqual([
    "secrets",
    "network",
    "rds",
    "lambda",
  ]);
  const graph = [
    { stack: "rds", upstreams: ["lambda"] },
    { stack: "lambda", upstreams: ["rds"] },
  ];
  expect(build({ changeSets, graph }).stacks).toHaveLength(4);
});
