import { LeasedWorkspace } from "./support/leased-workspace.ts";

/** Real updates of one stack by several at once, with the real engine and moto's S3 and DynamoDB. */
let workspace: LeasedWorkspace;
beforeAll(async () => {
  workspace = await LeasedWorkspace.open({ lease: "6" });
}, 300_000);
afterAll(() => workspace[Symbol.asyncDispose]());

const creations = (): string[] => workspace.record().filter((line) => line.startsWith("create "));

it("lets one update in under a lease, and releases it", async () => {
  workspace.want("first");
  const { code, text } = await workspace.up();
  expect(text).toContain("2 created");
  expect(code).toBe(0);
  expect(await workspace.state()).toEqual({ items: ["first"], pending: 0 });
  const { text: leases } = await workspace.strata(["lock", "ls", "--all", "-c", "dev"]);
  expect(leases).toContain("items/dev");
  expect(leases).toMatch(/free|released/);
});

it("gives each of four updates that start at once its turn; none fails, and nothing is made twice", async () => {
  const names = ["a", "b", "c", "d"];
  for (const name of names) workspace.want(name, 500);
  const results = await Promise.all(names.map(() => workspace.up()));
  expect(results.map(({ code, text }) => (code === 0 ? 0 : text))).toEqual([0, 0, 0, 0]);
  expect(
    results.filter(({ text }) => /waits for .* \(pid \d+\), up since/.test(text)).length,
  ).toBeGreaterThan(0);
  expect(creations().sort()).toEqual(["first", ...names].map((name) => `create ${name}`).sort());
  expect(await workspace.state()).toEqual({ items: [...names, "first"].sort(), pending: 0 });
}, 300_000);

it("stops a plain pulumi up before its first change while somebody holds the lease, and names him", async () => {
  workspace.want("slow", 6000);
  const holder = workspace.up();
  await begun("slow");
  const { code, text } = await workspace.pulumi(["up", "--yes", "--skip-preview", "--stack", "dev"]);
  expect(code).not.toBe(0);
  // Whichever lock it meets first: Pulumi's own, which the run under the lease holds too, or the lease.
  expect(text).toMatch(/the stack is currently locked by|Nothing was changed/);
  expect((await holder).code).toBe(0);
}, 300_000);

it("stops a plain pulumi up by the lease alone, and a preview not at all", async () => {
  workspace.want("not-yet");
  await using _lease = await workspace.lease({ actor: "alice", operation: "up" });
  const plain = await workspace.pulumi(["up", "--yes", "--skip-preview", "--stack", "dev"]);
  expect(plain.code).not.toBe(0);
  expect(plain.text).toMatch(/is held by alice on elsewhere[^]*Nothing was changed/);
  expect(plain.text).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(workspace.record()).not.toContain("begin not-yet");
  const preview = await workspace.pulumi(["preview", "--stack", "dev"]);
  expect(preview).toEqual({ code: 0, text: expect.stringContaining("1 to create") });
}, 300_000);

it("takes over from a run that was killed, names it, and removes the lock that it left", async () => {
  workspace.want("killed", 30_000);
  const killed = workspace.up({}, (kill) => void begun("killed").then(() => kill("SIGKILL")));
  await killed;
  // The engine has a process group of its own, so that Ctrl-C does not reach it twice.
  await workspace.killEngines();
  workspace.want("killed");
  const { code, text } = await workspace.up();
  expect(text).toMatch(/took the lease over from .*up since .*: no sign of life for a whole lease/);
  expect(text).toContain("removed the lock that it left: .pulumi/locks/organization/items/dev/");
  expect(code).toBe(0);
  expect((await workspace.state()).items).toEqual(expect.arrayContaining(["killed"]));
}, 300_000);

it("reports a run that stood still beyond its lease and then wrote over another's state, with both versions", async () => {
  const { stopped, other } = await workspace.overwrite("overwritten", "overwriting");
  expect(other.code).toBe(0);
  expect(other.text).toMatch(/took the lease over from .* on machine-1/);
  expect(stopped.code).not.toBe(0);
  expect(stopped.text).toMatch(/The lease of .*items\/dev.* is lost/);
  expect(stopped.text).toContain("somebody else wrote the state of items/dev under this run's lease");
  expect(stopped.text).toMatch(/npx strata state diff items -c dev --from \S+ --to \S+/);
  const versions = await workspace.versions();
  const named = /--from (\S+) --to (\S+)/.exec(stopped.text)?.slice(1) ?? [];
  for (const version of named) expect(versions).toContain(version);
}, 300_000);

it("waits for a plain pulumi up that holds Pulumi's lock, whose keeper holds the lease meanwhile", async () => {
  workspace.want("plain", 15_000);
  const plain = workspace.pulumi(["up", "--yes", "--skip-preview", "--stack", "dev"]);
  await begun("plain");
  workspace.want("after");
  const leased = await workspace.up();
  expect((await plain).code).toBe(0);
  expect(leased.text).toMatch(/waits for .*plain pulumi/);
  expect(leased.code).toBe(0);
  expect((await workspace.state()).items).toEqual(expect.arrayContaining(["plain", "after"]));
}, 300_000);

it("runs plain pulumi as the one writer by strata run, from the folder of the stack", async () => {
  workspace.want("by-run");
  const args = ["run", "-c", "dev", "--", "pulumi", "up", "--yes", "--skip-preview", "--non-interactive"];
  const { code, text } = await workspace.strata(args, {}, workspace.folder);
  expect(text).toContain("1 created");
  expect(code).toBe(0);
}, 300_000);

const begun = (name: string): Promise<void> => workspace.begun(name);
