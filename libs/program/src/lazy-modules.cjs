"use strict";
const Module = require("node:module");
const path = require("node:path");
const { withoutTraces } = require("./promise-traces.cjs");

/** `none`: nobody will see the debug messages of this program. */
const DEBUG_MESSAGES_VARIABLE = "STRATA_DEBUG_MESSAGES";

/**
 * Puts off loading what `@pulumi/pulumi/cmd/run` loads at its start though hardly a program uses it: the TypeScript
 * compiler, an inspector session and npm's dependency tree, which serialize closures (dynamic providers, "magic" Lambda
 * functions); the Automation API; OpenTelemetry, which traces a run that asks for it; and `source-map-support`, which Node.js does not need to name the right lines of TypeScript it runs as it is
 * (https://nodejs.org/api/typescript.html#source-maps). They are loaded when they are first used.
 *
 * They are put into `require.cache`, which is the documented way to give a module other exports
 * (https://nodejs.org/api/modules.html#requirecache), and costs nothing for other modules. Only the copy of the SDK
 * that runs the program is changed; any other loads as ever. Where the SDK is built differently, nothing is changed.
 *
 * @param {string | undefined} main the file that Node.js was started on
 * @param {NodeJS.ProcessEnv} env
 */
function makeLazy(main, env) {
  const sdk = sdkDirectory(main);
  if (sdk !== undefined) makeSdkLazy(sdk, env);
}

/**
 * {@link makeLazy} for the SDK in a folder, before any of it is loaded: for a process that is no program.
 *
 * @param {string} sdk absolute path
 * @param {NodeJS.ProcessEnv} env
 */
function makeSdkLazy(sdk, env) {
  const resolve = Module.createRequire(path.join(sdk, "package.json")).resolve;
  replace(resolve, "./typescript-shim", lazyExports);
  replace(resolve, "./runtime/closure/v8Hooks", lazyV8Hooks);
  replace(resolve, "./runtime/closure/codePaths", lazyCodePaths);
  replace(resolve, "./runtime/debuggable", (load) => withoutTraces(load, env));
  replace(resolve, "./cmd/run/tracing", (load) => lazyTracing(load, resolve));
  replace(resolve, "./automation", (load) => lazyExports(load, { __esModule: true }));
  if (env[DEBUG_MESSAGES_VARIABLE] === "none") replace(resolve, "./log", withoutDebugMessages);
  // A program that goes through ts-node does need it: there, compiled code and source differ.
  if (env.PULUMI_NODEJS_TYPESCRIPT !== "true") replace(resolve, "source-map-support/register", () => ({}));
}

/** The folder of the SDK whose `cmd/run` or `cmd/run-policy-pack` was started, else undefined. */
function sdkDirectory(main) {
  const match = /^(.*[\\/]@pulumi[\\/]pulumi)[\\/]cmd[\\/]run(-policy-pack)?([\\/]index\.js)?$/.exec(
    main ?? "",
  );
  return match?.[1];
}

/** Gives a module other exports, made from a function that loads the real ones. */
function replace(resolve, specifier, exportsFrom) {
  let file;
  try {
    file = resolve(specifier);
  } catch {
    return; // Not in this version of the SDK.
  }
  if (require.cache[file] !== undefined) return;
  const stand = new Module(file);
  let real;
  stand.filename = file;
  stand.loaded = true;
  stand.exports = exportsFrom(() => {
    if (real === undefined) {
      if (require.cache[file] === stand) delete require.cache[file];
      real = { exports: require(file) };
      // Whoever asks for the module from now on is to have the stand-in as those before.
      require.cache[file] = stand;
    }
    return real.exports;
  });
  require.cache[file] = stand;
}

/** An object that is the real exports once something of it is used that is not `known` without them. */
function lazyExports(load, known = {}) {
  return new Proxy(
    {},
    {
      get: (_target, name) => (Object.hasOwn(known, name) ? known[name] : Reflect.get(load(), name)),
      has: (_target, name) => Reflect.has(load(), name),
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_target, name) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(load(), name);
        // The stand-in has no such property of its own, so a proxy may not call it fixed.
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}

/**
 * `runtime/closure/v8Hooks` without its early start. It maps script IDs to files from events that the inspector sends
 * as scripts are loaded, which is why the SDK starts it early; the inspector sends them again for every loaded script
 * when its debugger is enabled anew (https://chromedevtools.github.io/devtools-protocol/v8/Debugger/#method-enable).
 */
function lazyV8Hooks(load) {
  let session;
  async function connect() {
    const inspector = await load().getSessionAsync();
    const post = (method) =>
      new Promise((resolve, reject) =>
        inspector.post(method, (error) => (error ? reject(error) : resolve())),
      );
    await post("Debugger.disable");
    await post("Debugger.enable");
    return inspector;
  }
  return {
    isInitializedAsync: async () => {},
    getSessionAsync: () => (session ??= connect()),
    getScriptUrl: (id) => load().getScriptUrl(id),
  };
}

/**
 * `log` whose debug messages go nowhere. The SDK sends the engine three for each resource, one after the other, and each
 * is a call: 637 of the 853 calls of a program of 205 resources, and a quarter of its time.
 */
function withoutDebugMessages(load) {
  return lazyExports(load, { __esModule: true, debug: () => Promise.resolve() });
}

/** `runtime/closure/codePaths` without `@npmcli/arborist`, some five hundred modules that read a tree of packages. */
function lazyCodePaths(load) {
  const names = ["computeCodePaths", "findWorkspaceRoot", "packageArchivePath"];
  const functions = names.map((name) => [name, (...args) => load()[name](...args)]);
  return { __esModule: true, ...Object.fromEntries(functions) };
}

/**
 * `cmd/run/tracing` without OpenTelemetry's SDK until tracing starts. Before that a span is what OpenTelemetry's API
 * gives without an SDK: one that records nothing (https://opentelemetry.io/docs/specs/otel/trace/api/#behavior-of-the-api-in-the-absence-of-an-installed-sdk).
 */
function lazyTracing(load, resolve) {
  let started;
  return {
    __esModule: true,
    start: (url) => (started = load()).start(url),
    stop: () => started?.stop(),
    newSpan: (name) =>
      started
        ? started.newSpan(name)
        : require(resolve("@opentelemetry/api")).trace.getTracer("nodejs-runtime").startSpan(name),
  };
}

module.exports = {
  DEBUG_MESSAGES_VARIABLE,
  lazyCodePaths,
  lazyExports,
  lazyV8Hooks,
  makeLazy,
  makeSdkLazy,
  replace,
  sdkDirectory,
};
