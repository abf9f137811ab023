import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLock } from "./install-lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = (changes: { onWait?: (owner: string) => void; signal?: AbortSignal } = {}) => ({
  folder,
  onWait: () => undefined,
  signal: new AbortController().signal,
  ...changes,
});

describe("the lock", () => {
  it("lets one at a time, tells the other who has it, and passes on", async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const waited = Promise.withResolvers<string>();
    const one = withLock(options(), async () => {
      order.push("one begins");
      await first.promise;
      order.push("one ends");
    });
    const two = withLock(options({ onWait: waited.resolve }), async () => void order.push("two"));
    expect(await waited.promise).toBe(`process ${process.pid}`);
    first.resolve();
    await Promise.all([one, two]);
    expect(order).toEqual(["one begins", "one ends", "two"]);
  });

  it("ends with work that fails", async () => {
    await expect(withLock(options(), () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await expect(withLock(options(), async () => "free")).resolves.toBe("free");
  });

  it("is no longer waited for once the wait is given up", async () => {
    const first = Promise.withResolvers<void>();
    const one = withLock(options(), () => first.promise);
    const stop = new AbortController();
    const two = withLock(options({ signal: stop.signal, onWait: () => stop.abort() }), async () => "never");
    await expect(two).rejects.toThrow(/abort/i);
    first.resolve();
    await one;
  });
});
