import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const require = createRequire(import.meta.url);
const checkNode = require("./check-node.cjs") as {
  requiredNode(): string;
  nodeProblem(version: string, execPath: string, required: string): string | undefined;
};
const preload = resolve(import.meta.dirname, "preload.cjs");
const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));

describe("the Node.js check", () => {
  it("lets what package.json of the workspace allows pass, and nothing else", () => {
    const workspace = JSON.parse(
      readFileSync(resolve(import.meta.dirname, "../../../package.json"), "utf8"),
    ) as {
      engines: { node: string };
    };
    expect(checkNode.requiredNode()).toBe(workspace.engines.node);
  });

  it.each(["24.0.0", "24.21.0", "25.0.0-nightly", "100.0.0"])("accepts %s", (version) => {
    expect(checkNode.nodeProblem(version, "/bin/node", ">=24.0.0")).toBeUndefined();
  });

  it.each(["20.11.0", "23.99.99", "6.0.0"])(
    "refuses %s in one line that names it, its file and the way out",
    (version) => {
      const problem = checkNode.nodeProblem(version, "/opt/old/node", ">=24.0.0") ?? "";
      expect(problem).toMatch(/^[^\n]+$/);
      for (const part of [version, "/opt/old/node", ">=24.0.0", "install Node.js 24", "npx pulumi"]) {
        expect(problem).toContain(part);
      }
    },
  );

  it("ends an old Node.js with exit code 32 and without a stack", () => {
    const pretend = "Object.defineProperty(process.versions, 'node', {value: '20.1.0'})";
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ["-e", `${pretend}; require(${JSON.stringify(preload)}); console.log('went on')`],
      { encoding: "utf8" },
    );
    expect({ status, stdout }).toEqual({ status: 32, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("Node.js 20.1.0");
  });
});

describe("the modules that are put off", () => {
  /** Runs code as the SDK's own `cmd/run` would run it: with the preload, and the SDK at hand. */
  function run(code: string, env: NodeJS.ProcessEnv = {}): string {
    const main = join(sdk, "cmd/run/index.js");
    const setUp = `process.argv[1] = ${JSON.stringify(main)};
      require(${JSON.stringify(preload)});
      const sdkRequire = require("node:module").createRequire(${JSON.stringify(main)});
      const loaded = (name) => Object.keys(require.cache).some((file) => file.endsWith(name));`;
    return execFileSync(process.execPath, ["-e", setUp + code], {
      encoding: "utf8",
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    }).trim();
  }

  it.each([
    ["keeps no trace for a promise", {}, "no frames"],
    ["keeps them where leaks are looked for", { PULUMI_DEBUG_PROMISE_LEAKS: "1" }, "frames"],
  ])("%s", (_what, env, expected) => {
    // As the modules of the SDK do: they have the module before anything of it is used.
    const code = `const debuggable = sdkRequire("../../runtime/debuggable");
      sdkRequire("@pulumi/pulumi");
      const { debuggablePromise, leakedPromises } = debuggable;
      const before = Error.stackTraceLimit;
      const original = Promise.resolve(1);
      const promise = debuggablePromise(original, "context");
      const trace = original._debugStackTrace.includes("\\n") ? "frames" : "no frames";
      const intact = Error.stackTraceLimit === before && original._debugCtx === "context" && leakedPromises;
      promise.then((value) => console.log([trace, Boolean(intact), value].join()));`;
    expect(run(code, env).trim()).toBe(`${expected},true,1`);
  });

  it.each([
    ["goes nowhere where nobody will see it", { STRATA_DEBUG_MESSAGES: "none" }, "0,0,1"],
    ["is sent otherwise", { STRATA_DEBUG_MESSAGES: "" }, "1,1,1"],
  ])("a debug message %s, other messages always", (_what, env, expected) => {
    // With `log` at hand as a module of the SDK that is loaded first has it, and as one has it that is loaded last.
    const code = `const early = sdkRequire("../../log");
      const { log } = sdkRequire("@pulumi/pulumi");
      early.hasErrors();
      const late = sdkRequire("../../log");
      const sent = [];
      const engine = { log: (request, done) => (sent.push(request.getMessage()), done()) };
      const settings = sdkRequire("../../runtime/settings");
      sdkRequire("../../runtime/state").getStore().settings.options.engineAddr = "stub";
      const real = settings.getEngine;
      Object.defineProperty(settings, "getEngine", { value: () => engine, configurable: true });
      const count = (text) => sent.filter((message) => message === text).length;
      Promise.all([early.debug("one"), log.debug("two"), late.info("three")]).then(() =>
        console.log([count("one"), count("two"), count("three")].join()));`;
    expect(run(code, env)).toBe(expected);
  });

  it("loads the Automation API when it is used", () => {
    const code = `const pulumi = sdkRequire("@pulumi/pulumi");
      const before = loaded("/automation/localWorkspace.js");
      const { LocalWorkspace } = pulumi.automation;
      console.log([before, loaded("/automation/localWorkspace.js"), typeof LocalWorkspace.createStack].join());`;
    expect(run(code)).toBe("false,true,function");
  });

  it("are not loaded with the SDK, and serializing a closure loads and uses them", () => {
    const report = run(`
      sdkRequire("source-map-support/register");
      const pulumi = sdkRequire("@pulumi/pulumi");
      const hooks = sdkRequire("../../runtime/closure/v8Hooks");
      const before = [loaded("/typescript.js"), loaded("/source-map-support.js"), process.moduleLoadList.includes("NativeModule inspector")];
      hooks.isInitializedAsync().then(async () => {
        const captured = { answer: 42 };
        const text = (await pulumi.runtime.serializeFunction(() => captured.answer)).text;
        const url = await sdkRequire("../../runtime/closure/v8").getFunctionLocationAsync(pulumi.output);
        console.log(JSON.stringify({ before, after: [loaded("/typescript.js"), process.moduleLoadList.includes("NativeModule inspector")], text, file: url.file }));
      });`);
    const result = JSON.parse(report) as { before: boolean[]; after: boolean[]; text: string; file: string };
    expect(result.before).toEqual([false, false, false]);
    expect(result.after).toEqual([true, true]);
    expect(result.text).toContain("answer: 42");
    // A file that was loaded before the inspector was: its place is known all the same.
    expect(result.file).toContain("@pulumi/pulumi/output.js");
  });

  it("leave npm's dependency tree and OpenTelemetry alone until code paths are computed and tracing starts", () => {
    const report = run(`
      const pulumi = sdkRequire("@pulumi/pulumi");
      const tracing = sdkRequire("./tracing");
      const heavy = () => ["/@npmcli/arborist/", "/@opentelemetry/sdk-trace-node/", "/@opentelemetry/exporter-zipkin/"]
        .map((part) => Object.keys(require.cache).some((file) => file.includes(part)));
      const span = tracing.newSpan("before");
      span.end();
      tracing.stop();
      const before = heavy();
      pulumi.runtime.computeCodePaths().then((paths) => {
        const after = heavy();
        tracing.start("http://127.0.0.1:1/api/v2/spans");
        const traced = tracing.newSpan("traced");
        console.log(JSON.stringify({ before, after, traced: heavy(), codePaths: paths instanceof Map,
          recording: [span.isRecording(), traced.isRecording()] }));
        process.exit();
      });`);
    expect(JSON.parse(report)).toEqual({
      before: [false, false, false],
      after: [true, false, false],
      traced: [true, true, true],
      codePaths: true,
      recording: [false, true],
    });
  });

  it("have the functions of the modules they stand for", () => {
    const report = run(`
      const stands = ["../../runtime/closure/codePaths", "./tracing"].map((name) => {
        const stand = Object.keys(sdkRequire(name)).sort();
        delete require.cache[sdkRequire.resolve(name)];
        return [stand, Object.keys(sdkRequire(name)).sort()];
      });
      console.log(JSON.stringify(stands));`);
    for (const [stand, real] of JSON.parse(report) as [string[], string[]][]) {
      expect(stand.filter((name) => name !== "__esModule")).toEqual(
        real.filter((name) => name !== "__esModule"),
      );
    }
  });

  it("leave ts-node its source maps", () => {
    const code = `sdkRequire("source-map-support/register"); console.log(loaded("/source-map-support.js"));`;
    expect(run(code, { PULUMI_NODEJS_TYPESCRIPT: "true" })).toBe("true");
    expect(run(code, { PULUMI_NODEJS_TYPESCRIPT: "" })).toBe("false");
  });

  it("do not touch a program that is not started by the SDK", () => {
    const code = `require(${JSON.stringify(preload)});
      require(${JSON.stringify(join(sdk, "typescript-shim.js"))});
      console.log(Object.keys(require.cache).some((file) => file.endsWith("/typescript.js")));`;
    expect(execFileSync(process.execPath, ["-e", code], { encoding: "utf8" }).trim()).toBe("true");
  });
});

describe("the compile cache", () => {
  const report = `require(${JSON.stringify(preload)});
    console.log(require("node:module").getCompileCacheDir() ?? "none")`;
  const directoryWith = (env: NodeJS.ProcessEnv) =>
    execFileSync(process.execPath, ["-e", report], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], ...env },
    }).trim();

  it("is the workspace's", () => {
    expect(directoryWith({})).toContain(resolve(import.meta.dirname, "../../../.strata/node-compile-cache"));
  });

  it("is the user's where there is one, and none where it is turned off", () => {
    expect(directoryWith({ NODE_COMPILE_CACHE: "/tmp/strata-other-cache" })).toContain(
      "/tmp/strata-other-cache",
    );
    expect(directoryWith({ NODE_DISABLE_COMPILE_CACHE: "1" })).toBe("none");
  });
});
