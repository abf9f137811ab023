import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { isRunning } from "@strata/environment/is-running";
import { eventually } from "@strata/testing/eventually";
import { pinnedVersion } from "../src/download-engine.ts";
import { writeFakeGo } from "./support/fake-go.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strata-engine-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly result: Promise<{
    code: number | null;
    signal: NodeJS.Signals | null;
    stdout: string;
    stderr: string;
  }>;
}

interface EnsureOptions {
  readonly ways?: readonly string[];
  /** Folders of PATH after those given; by default those of a shell's tools. */
  readonly tools?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Calls ensureEngine in a process of its own. */
function ensure(path: readonly string[], options: EnsureOptions = {}): Run {
  const { ways = ["cache", "built"], tools = ["/usr/bin", "/bin"], env = {} } = options;
  const script = join(import.meta.dirname, "support/run-ensure.ts");
  const child = spawn(process.execPath, [script, JSON.stringify({ root, ways })], {
    env: { ...process.env, PATH: [...path, ...tools].join(":"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const result = new Promise<Awaited<Run["result"]>>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  return { child, result };
}

const goOn = () => writeFileSync(join(root, "go-on"), "");
const builds = () =>
  existsSync(join(root, "builds")) ? readFileSync(join(root, "builds"), "utf8").trim().split("\n") : [];
const home = () => join(root, ".strata/pulumi-home");
const engineFile = () => join(home(), "versions", pinnedVersion(), "bin/pulumi");
const leftovers = () => readdirSync(home()).filter((name) => name.startsWith(".staging"));

describe("building the engine", () => {
  it("happens once for two processes at once, and the next finds it", async () => {
    const go = writeFakeGo(root);
    const first = ensure([go]);
    await eventually("the first builds", () => builds().length === 1);
    const second = ensure([go]);
    let waits = "";
    second.child.stderr?.on("data", (chunk: Buffer) => (waits += chunk.toString()));
    await eventually("the second waits", () => waits.includes("Waiting for the Pulumi engine"));
    goOn();
    const version = `${pinnedVersion()}+strata.selfbuilt`;
    for (const { stdout } of await Promise.all([first.result, second.result])) {
      expect(JSON.parse(stdout)).toMatchObject({ version, command: engineFile() });
    }
    expect(builds()).toHaveLength(1);
    expect(JSON.parse((await ensure([]).result).stdout)).toMatchObject({ source: "cache", version });
    expect(leftovers()).toEqual([]);
    expect(existsSync(join(engineFile(), "../pulumi-language-nodejs"))).toBe(true);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends with go on %s, and leaves nothing half-made",
    async (signal) => {
      const run = ensure([writeFakeGo(root)]);
      await eventually("it builds", () => builds().length === 1);
      run.child.kill(signal);
      expect(await run.result).toMatchObject({ code: null, signal, stdout: "" });
      expect(isRunning(Number(builds()[0]))).toBe(false);
      expect(leftovers()).toEqual([]);
      expect(existsSync(engineFile())).toBe(false);
    },
  );

  it("that was killed is made good by the next", async () => {
    const go = writeFakeGo(root);
    const killed = ensure([go]);
    await eventually("it builds", () => builds().length === 1);
    killed.child.kill("SIGKILL");
    await killed.result;
    await eventually("go has ended too", () => !isRunning(Number(builds()[0])));
    expect(leftovers()).toHaveLength(1);
    expect(existsSync(engineFile())).toBe(false);
    goOn();
    const { code, stdout } = await ensure([go]).result;
    expect(JSON.parse(stdout)).toMatchObject({ source: "built" });
    expect(code).toBe(0);
    expect(leftovers()).toEqual([]);
  });
});

describe("when there is no way to an engine", () => {
  it("says of each way what was tried, within seconds, and leaves nothing", async () => {
    const wrapper = join(root, "node_modules/.bin");
    mkdirSync(wrapper, { recursive: true });
    writeFileSync(join(wrapper, "pulumi"), "#!/bin/sh\n", { mode: 0o755 });
    const { code, stdout, stderr } = await ensure(
      [wrapper, writeFakeGo(root, { fails: "no space left on device" })],
      {
        ways: ["path", "cache", "download", "built"],
        tools: [],
        // A proxy that refuses stands for a machine without a network.
        env: {
          NODE_USE_ENV_PROXY: "1",
          HTTPS_PROXY: "http://127.0.0.1:9",
          https_proxy: "http://127.0.0.1:9",
          NO_PROXY: "",
          no_proxy: "",
        },
      },
    ).result;
    expect(stdout).toMatch(/1\. pulumi on PATH: .*node_modules\/\.bin\/pulumi is the npm package's wrapper/);
    expect(stdout).toContain(`2. the engine of this workspace: ${engineFile()} is not there yet`);
    expect(stdout).toMatch(/3\. the official download: .*\n.*fetch failed/);
    expect(stdout).toMatch(/4\. building it with Go: .*exit code 1\n.*no space left on device/);
    expect(stderr).toMatch(/Building Pulumi .*not possible/);
    expect(code).toBe(1);
    expect(leftovers()).toEqual([]);
    expect(existsSync(engineFile())).toBe(false);
  });

  it.each([
    ["Go is missing", undefined, /go is not on PATH/],
    [
      "Go is too old to get a newer one",
      { version: "1.20.4" },
      /go on PATH is 1\.20\.4, allowed is >= 1\.26/,
    ],
    [
      "Go may not get a newer one",
      { version: "1.25.0", toolchain: "local" },
      /go on PATH is 1\.25\.0, allowed/,
    ],
    [
      "the module proxy is unreachable",
      { fails: "dial tcp: lookup proxy.golang.org: no such host" },
      /no such host/,
    ],
  ])("says so if %s", async (_name, go, reason) => {
    const { code, stdout } = await ensure(go === undefined ? [] : [writeFakeGo(root, go)], { tools: [] })
      .result;
    expect(stdout).toMatch(reason);
    expect(stdout).toMatch(/Install Go >= 1\.26/);
    expect(stdout).toMatch(/Install Pulumi >= 3\.\d+\.0 and put it on PATH/);
    expect(stdout).not.toMatch(/ at .*\.ts:\d+/);
    expect(code).toBe(1);
    expect(existsSync(engineFile())).toBe(false);
  });
});
