import { BOT, REPOSITORY_ID } from "../../test/support/github-server.ts";
import { ServerForTest } from "../../test/support/server-for-test.ts";
import { markerOf } from "./marker.ts";
import { commitLine } from "./outdated.ts";
import { markComment, publishComment } from "./publish.ts";

const MAY = { "pull-requests": "write" };
const OLD = "a".repeat(40);
const NEW = "d".repeat(40);
const client = { backoffMilliseconds: 1 };
const body = (key: string, commit: string, text: string): string =>
  `${markerOf(key)}\n${commitLine(commit)}\n\n${text}\n`;

async function start(headSha = NEW): Promise<ServerForTest> {
  const github = await ServerForTest.start();
  github.server.pulls.set(1, { number: 1, headSha, headRepositoryId: REPOSITORY_ID });
  return github;
}
const publish = (
  github: ServerForTest,
  commit: string,
  text: string,
  { key = "preview", onlyIfThere = false, may = MAY as Record<string, string> } = {},
) =>
  publishComment(
    { key, variables: github.variables(may, { number: 1, headSha: commit }), client },
    ({ commit: of }) => ({
      body: body(key, of ?? "", text),
      onlyIfThere,
    }),
  );
const bodies = (github: ServerForTest): string[] =>
  (github.server.comments.get(1) ?? []).map((it) => it.body);

it("writes one comment and edits it from then on, on whatever page it is", async () => {
  await using github = await start();
  for (let index = 0; index < 5; index++) github.server.addComment(1, "alice", `comment ${index}`);
  expect(await publish(github, NEW, "one")).toMatch(/^Commented: https/);
  for (let index = 0; index < 5; index++) github.server.addComment(1, "bob", `comment ${index}`);
  expect(await publish(github, NEW, "two")).toMatch(/^Edited the comment: https/);
  expect(bodies(github).filter((text) => text.startsWith("<!-- strata"))).toEqual([
    body("preview", NEW, "two"),
  ]);
});

it("takes neither another key's comment for its own nor another's with its marker", async () => {
  await using github = await start();
  github.server.addComment(1, BOT, body("preview:dev2", NEW, "dev2"));
  github.server.addComment(1, "mallory", body("preview:dev", NEW, "forged"));
  await publish(github, NEW, "dev", { key: "preview:dev" });
  expect(bodies(github)).toEqual([
    body("preview:dev2", NEW, "dev2"),
    body("preview:dev", NEW, "forged"),
    body("preview:dev", NEW, "dev"),
  ]);
});

it("does not write twice what GitHub wrote without saying so", async () => {
  await using github = await start();
  github.server.fail("POST", /comments$/, 502, { done: true });
  await publish(github, NEW, "one");
  expect(bodies(github)).toHaveLength(1);
  github.server.fail("GET", /comments$/, 503, { times: 2 });
  github.server.fail("PATCH", /comments/, 502);
  await publish(github, NEW, "two");
  expect(bodies(github)).toEqual([body("preview", NEW, "two")]);
});

it("gives up on a GitHub that stays ill, and says what to look at", async () => {
  await using github = await start();
  github.server.fail("POST", /comments$/, 502, { times: 9 });
  await expect(publish(github, NEW, "one")).rejects.toThrow(
    /GitHub answered 502 to POST .*\/issues\/1\/comments/,
  );
  expect(github.server.log.filter((line) => line.startsWith("POST"))).toHaveLength(3);
});

it("lets an older run neither replace a newer comment nor look like one", async () => {
  await using github = await start();
  expect(await publish(github, OLD, "late")).toMatch(/^Commented/);
  expect(bodies(github)[0]).toContain(
    "**Outdated.** This is of commit aaaaaaa. Commit ddddddd is being previewed",
  );
  await publish(github, NEW, "new");
  expect(await publish(github, OLD, "later still")).toMatch(
    /is of ddddddd already, which is newer than aaaaaaa: it stays/,
  );
  expect(bodies(github)).toEqual([body("preview", NEW, "new")]);
});

it("puts into the summary what a fork may not write, and marks nothing", async () => {
  await using github = await start();
  const variables = github.variables({ "pull-requests": "read" }, { number: 1, headSha: NEW, fork: true });
  const text = body("preview", NEW, "of a fork");
  expect(await publishComment({ key: "preview", variables, client }, () => ({ body: text }))).toMatch(
    /in the job's summary/,
  );
  expect([bodies(github), github.summary]).toEqual([[], `${text}\n`]);
  github.server.addComment(1, BOT, body("preview", OLD, "old"));
  expect(await markComment({ key: "preview", variables, client })).toMatch(/may not write comments/);
});

it("fails where a job that is of no fork was given too little, and says what it had to say", async () => {
  await using github = await start();
  const may = { "pull-requests": "read" };
  await expect(publish(github, NEW, "not allowed", { may })).rejects.toThrow(
    /answered 403 to POST.*permission/,
  );
  expect(github.summary).toBe(`${body("preview", NEW, "not allowed")}\n`);
});

it("marks what is of an earlier commit, once, and nothing else", async () => {
  await using github = await start();
  const mark = (): Promise<string> =>
    markComment({ key: "preview", variables: github.variables(MAY, { number: 1, headSha: NEW }), client });
  expect(await mark()).toBe("There is no comment yet.");
  github.server.addComment(1, BOT, body("preview", OLD, "old"));
  await mark();
  await mark();
  expect(bodies(github)[0]?.match(/Outdated/g)).toHaveLength(1);
  await publish(github, NEW, "new");
  expect(await mark()).toBe("The comment is of this commit.");
  expect(bodies(github)).toEqual([body("preview", NEW, "new")]);
});

it("says nothing where there is nothing to say and nothing was said", async () => {
  await using github = await start();
  expect(await publish(github, NEW, "none", { onlyIfThere: true })).toMatch(/none was written/);
  expect(bodies(github)).toEqual([]);
  await publish(github, NEW, "some");
  await publish(github, NEW, "none any more", { onlyIfThere: true });
  expect(bodies(github)).toEqual([body("preview", NEW, "none any more")]);
});

it("says all that is missing on a laptop", async () => {
  await expect(publishComment({ key: "preview", variables: {} }, () => ({ body: "" }))).rejects.toThrow(
    /GITHUB_REPOSITORY: got ""[^]*GITHUB_TOKEN: got nothing/,
  );
  await using github = await start();
  await expect(
    publishComment({ key: "preview", variables: github.variables(MAY), client }, () => ({ body: "" })),
  ).rejects.toThrow(/No pull request is known.*--pull <number>/);
});
