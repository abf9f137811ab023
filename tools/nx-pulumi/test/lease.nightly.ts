import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { LeasedWorkspace } from "./support/leased-workspace.ts";

const POINTS = Number(process.env["STRATA_KILL_POINTS"] ?? 20);

/** More real updates of one stack at once, and kills at random moments, than every change can wait for. */
let workspace: LeasedWorkspace;
beforeEach(async () => {
  workspace = await LeasedWorkspace.open({ lease: "6" });
}, 300_000);
afterEach(() => workspace[Symbol.asyncDispose]());

const creations = (): string[] => workspace.record().filter((line) => line.startsWith("create "));

it.each([2, 3, 4, 5, 6])("gives each of %i updates that start at once its turn", async (count) => {
  const names = Array.from({ length: count }, (_, index) => `item-${index}`);
  for (const name of names) workspace.want(name, 300);
  const results = await Promise.all(names.map(() => workspace.up()));
  expect(results.map(({ code, text }) => (code === 0 ? 0 : text))).toEqual(names.map(() => 0));
  expect(creations().sort()).toEqual(names.map((name) => `create ${name}`));
  expect(await workspace.state()).toEqual({ items: names, pending: 0 });
});

it("never has two writers among updates with and without a lease", async () => {
  let failed = 0;
  for (let round = 0; round < 4; round++) {
    const names = [0, 1, 2, 3].map((index) => `round-${round}-${index}`);
    for (const name of names) workspace.want(name, 200);
    const runs = names.map(async (_, index) => {
      await delay(randomInt(2000));
      if (index % 2 === 0) return { leased: true, ...(await workspace.up()) };
      const args = ["up", "--yes", "--skip-preview", "--stack", "dev"];
      return { leased: false, ...(await workspace.pulumi(args)) };
    });
    for (const { leased, code, text } of await Promise.all(runs)) {
      // One without a lease may be turned away, and says by whom; one with a lease never is.
      if (leased) expect(code === 0 ? 0 : text).toBe(0);
      else if (code !== 0) {
        failed++;
        expect(text).toMatch(/the stack is currently locked by|is held by|is not free/);
      }
    }
    expect((await workspace.state()).items).toEqual(expect.arrayContaining(names));
  }
  process.stdout.write(`${failed} of 8 updates without a lease were turned away\n`);
  // Two writers would have made an item twice, or forgotten one.
  expect(new Set(creations()).size).toBe(creations().length);
});

it(`loses nothing when an update is killed at ${POINTS} random points, and lets the next one in after one lease`, async () => {
  const outcomes: string[] = [];
  let points = 0;
  // A moment before the lease is taken or after the update has ended is no point of it, and is drawn again.
  for (let point = 0; points < POINTS && point < 4 * POINTS; point++) {
    const names = [0, 1, 2, 3].map((index) => `point-${point}-${index}`);
    for (const name of names) workspace.want(name, 700);
    const moment = randomInt(1500, 8000);
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    const killed = workspace.up({}, (it) => (kill = it));
    await Promise.race([delay(moment), killed]);
    try {
      kill?.("SIGKILL");
    } catch {
      // It has ended before.
    }
    await killed;
    await workspace.killEngines();
    const acknowledged = creations().map((line) => line.replace("create ", ""));
    const started = Date.now();
    const { code, text } = await workspace.up();
    const took = (Date.now() - started) / 1000;
    const takeover = text.includes("took the lease over from");
    if (takeover) points++;
    outcomes.push(
      `${moment} ms: ${takeover ? "taken over" : "nothing to take over"}, next up ${took.toFixed(1)} s`,
    );
    expect(code === 0 ? 0 : text).toBe(0);
    const { items } = await workspace.state();
    expect(items).toEqual(expect.arrayContaining([...names, ...acknowledged]));
    // One lease and a look, and an update: nobody waits for a second lease.
    expect(took).toBeLessThan(60);
  }
  process.stdout.write(`${outcomes.join("\n")}\n`);
  expect(points).toBe(POINTS);
});
