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
  expect(text).toContain("1 created");
  expect(code).toBe(0);
  expect(await workspace.state()).toEqual({ items: ["first"], pending: 0 });
  const { text: leases } = await workspace.strata(["lock", "ls", "-c", "dev"]);
  expect(leases).toContain("items/dev");
  expect(leases).toMatch(/free|released/);
});

it("gives each of four updates that start at once its turn; none fails, and nothing is made twice", async () => {
  const names = ["a", "b", "c", "d"];
  for (const name of names) workspace.want(name, 500);
  const results = await Promise.all(names.map(() => workspace.up()));
  expect(results.map(({ code, text }) => (code === 0 ? 0 : text))).toEqual([0, 0, 0, 0]);
  expect(results.filter(({ text }) => /waits for .* up of /.test(text)).length).toBeGreaterThan(0);
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

it("waits for a plain pulumi up that holds Pulumi's lock, whose keeper holds the lease meanwhile", async () => {
  workspace.want("plain", 4000);
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

/** Resolves once the creation of an item has begun. */
async function begun(name: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!workspace.record().includes(`begin ${name}`)) {
    if (Date.now() > deadline) throw new Error(`${name} was not begun: ${workspace.record().join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
