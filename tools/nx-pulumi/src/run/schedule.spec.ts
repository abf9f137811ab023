import { runSchedule } from "./schedule.ts";

const never = new AbortController().signal;
const order = (entries: Record<string, string[]>): Map<string, Set<string>> =>
  new Map(Object.entries(entries).map(([name, waits]) => [name, new Set(waits)]));

it("starts a stack only after those it waits for, and no more at once than allowed", async () => {
  const events: string[] = [];
  let running = 0;
  let most = 0;
  const outcomes = await runSchedule({
    order: order({ a: [], b: ["a"], c: ["a"], d: ["a"], e: ["b", "c"] }),
    concurrency: 2,
    signal: never,
    onSkip: () => undefined,
    run: async (name) => {
      events.push(`+${name}`);
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      events.push(`-${name}`);
      return true;
    },
  });
  expect([...outcomes.values()]).toEqual(Array(5).fill("succeeded"));
  expect(most).toBe(2);
  expect(events.indexOf("-a")).toBeLessThan(events.indexOf("+b"));
  expect(Math.max(events.indexOf("-b"), events.indexOf("-c"))).toBeLessThan(events.indexOf("+e"));
});

it("skips what waits for a failure, names it, and finishes the rest", async () => {
  const skipped: [string, readonly string[]][] = [];
  const outcomes = await runSchedule({
    order: order({ a: [], b: ["a"], c: ["b"], d: [] }),
    concurrency: 2,
    signal: never,
    onSkip: (name, because) => skipped.push([name, because]),
    run: (name) => (name === "a" ? Promise.reject(new Error("no")) : Promise.resolve(true)),
  });
  expect(Object.fromEntries(outcomes)).toEqual({ a: "failed", b: "skipped", c: "skipped", d: "succeeded" });
  expect(skipped).toEqual([
    ["b", ["a"]],
    ["c", ["b"]],
  ]);
});

it("starts nothing new after an interruption", async () => {
  const controller = new AbortController();
  const started: string[] = [];
  const outcomes = await runSchedule({
    order: order({ a: [], b: ["a"] }),
    concurrency: 1,
    signal: controller.signal,
    onSkip: () => undefined,
    run: (name) => {
      started.push(name);
      controller.abort();
      return Promise.resolve(true);
    },
  });
  expect(started).toEqual(["a"]);
  expect(outcomes.get("b")).toBe("skipped");
});

describe("with overlap", () => {
  it("starts a stack while those it waits for still run", async () => {
    const started: string[] = [];
    let release = (): void => undefined;
    const upstream = new Promise<void>((resolve) => (release = resolve));
    const outcomes = await runSchedule({
      order: order({ a: [], b: ["a"] }),
      concurrency: 2,
      overlap: true,
      signal: never,
      onSkip: () => undefined,
      run: async (name) => {
        started.push(name);
        if (name === "b") release();
        else await upstream; // Ends only once b has started.
        return true;
      },
    });
    expect(started).toEqual(["a", "b"]);
    expect([...outcomes.values()]).toEqual(["succeeded", "succeeded"]);
  });

  it("stops a stack when one that it waits for fails, and calls it skipped", async () => {
    const skipped: [string, readonly string[]][] = [];
    const outcomes = await runSchedule({
      order: order({ a: [], b: ["a"], c: ["b"], d: [] }),
      concurrency: 4,
      overlap: true,
      signal: never,
      onSkip: (name, because) => skipped.push([name, because]),
      run: async (name, signal) => {
        if (name === "a" || name === "d") return name === "d";
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return false;
      },
    });
    expect(Object.fromEntries(outcomes)).toEqual({ a: "failed", b: "skipped", c: "skipped", d: "succeeded" });
    expect(skipped).toEqual([
      ["b", ["a"]],
      ["c", ["b"]],
    ]);
  });
});
