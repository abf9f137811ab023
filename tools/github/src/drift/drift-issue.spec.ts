import { emptyChangeSet } from "../../../change-set/src/empty-change-set.ts";
import { BOT } from "../../test/support/github-server.ts";
import { ServerForTest } from "../../test/support/server-for-test.ts";
import { putDriftIssue } from "./drift-issue.ts";

const graph = new Map([
  ["network", { pulumiProject: "network", upstreams: [] }],
  ["eks", { pulumiProject: "eks", upstreams: ["network"] }],
]);
const of = (stack: string, drifted: boolean, succeeded = true) =>
  emptyChangeSet({
    stack,
    project: stack,
    environment: "dev",
    operation: "drift",
    succeeded,
    resources: drifted
      ? [
          {
            change: "update",
            urn: `urn:pulumi:dev::${stack}::aws:ec2/vpc:Vpc::main`,
            type: "aws:ec2/vpc:Vpc",
            name: "main",
            provider: "",
            replaceKeys: [],
            properties: [{ path: "tags.Name", kind: "update", replaces: false, old: "a", new: "@team <b>" }],
          },
        ]
      : [],
  });
const put = (github: ServerForTest, ...changeSets: ReturnType<typeof of>[]): Promise<string> =>
  putDriftIssue({
    environment: "dev",
    stacks: ["network", "eks"],
    changeSets,
    graph,
    variables: github.variables({ issues: "write" }),
    client: { backoffMilliseconds: 1 },
  });

it("opens an issue, keeps it up to date, closes it, and opens another the next time", async () => {
  await using github = await ServerForTest.start();
  const { issues } = github.server;
  for (let number = 1; number < 4; number++)
    issues.push({
      number,
      title: "t",
      body: "<!-- strata:drift:dev2 -->",
      state: "open",
      user: { login: BOT },
      html_url: "",
    });
  issues.push({
    number: 4,
    title: "t",
    body: "<!-- strata:drift:dev -->",
    state: "open",
    user: { login: "mallory" },
    html_url: "",
  });
  expect(await put(github, of("network", false), of("eks", false))).toBe("No drift in dev.");
  github.server.fail("POST", /issues$/, 502, { done: true });
  expect(await put(github, of("network", true), of("eks", false))).toMatch(/^Opened https/);
  expect(issues).toHaveLength(5);
  expect(await put(github, of("network", true), of("eks", true))).toMatch(/up to date/);
  expect(issues.slice(4).map(({ title, state }) => [title, state])).toEqual([
    ["Drift in dev: network, eks", "open"],
  ]);
  const body = issues[4]?.body ?? "";
  expect(body).toMatch(/^<!-- strata:drift:dev -->\n/);
  expect(body.replace(/```[^]*?```|`[^`]*`|<code>.*?<\/code>/g, "")).not.toMatch(/@team|<b>/);
  expect(await put(github, of("network", false), of("eks", false))).toMatch(
    /The drift of dev is gone\. Closed/,
  );
  expect(issues[4]?.state).toBe("closed");
  expect(await put(github, of("network", true), of("eks", false))).toMatch(/^Opened/);
  expect(issues.map(({ state }) => state)).toEqual(["open", "open", "open", "open", "closed", "open"]);
});

it("closes nothing while a stack could not be looked at", async () => {
  await using github = await ServerForTest.start();
  await put(github, of("network", true), of("eks", false));
  expect(await put(github, of("network", false), of("eks", false, false))).toMatch(
    /stays open: eks could not be looked at/,
  );
  expect(await put(github, of("network", false))).toMatch(/stays open: eks/);
  expect(github.server.issues[0]?.state).toBe("open");
});
