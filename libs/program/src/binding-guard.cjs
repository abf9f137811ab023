"use strict";
const { AsyncLocalStorage } = require("node:async_hooks");
const Module = require("node:module");
const path = require("node:path");
const rules = require("./binding-rules.cjs");
const lazyModules = require("./lazy-modules.cjs");
const { Observations } = require("./observations.cjs");
const { placeOfCaller } = require("./program-place.cjs");

/** Where `provisionProviders` notes the names of the providers that it makes. */
const PROVISIONED = Symbol.for("@strata/provisioned-providers");

/** How long a program whose answers are held back may be silent before it is ended, in milliseconds. */
const SILENCE_MS = 200;

/**
 * Fails a program that has a resource, a component or a function without an explicit provider, with a region that is
 * not its provider's, or with an AWS provider that `provisionProviders` did not make. The engine, told to make no
 * default providers, stops at the first of them, and says neither the URN nor the line of most.
 *
 * It looks at what the program sends to the engine, where nothing can be left out. From the first problem on nothing
 * more is sent, so that nothing is registered and, above all, nothing is taken to be deleted. A preview goes on with
 * answers whose outputs are not known yet, as those of a new resource, to find all problems; an update has nothing to
 * go on with and ends once it is silent.
 *
 * @param {string | undefined} main the file that Node.js was started on; nothing is guarded where that is no program
 */
function guardProgram(main) {
  const sdk = lazyModules.sdkDirectory(main);
  if (sdk === undefined) return;
  const sdkRequire = Module.createRequire(path.join(sdk, "package.json"));
  const observations = new Observations();
  observations.writeAtEnd(() => sdkRequire("./runtime/settings").getProject());
  const guard = new Guard(sdkRequire, observations);
  lazyModules.replace(sdkRequire.resolve, "./runtime/invoke", (load) => noteCalls(load, guard.calls));
  const { prototype } = sdkRequire("./proto/resource_grpc_pb").ResourceMonitorClient;
  for (const method of ["registerResource", "readResource", "invoke", "call"]) {
    intercept(prototype, method, (...args) => guard[method](...args));
  }
  for (const method of ["registerResourceOutputs", "signalAndWaitForShutdown"]) {
    intercept(prototype, method, (...args) => guard.end(...args));
  }
}

function intercept(prototype, method, handler) {
  const real = prototype[method];
  prototype[method] = function (request, ...rest) {
    return handler((callback) => real.call(this, request, callback), request, rest.at(-1));
  };
}

class Guard {
  #require;
  #observations;
  #providers = new Map();
  /** The providers that each component hands on, by its URN: a remote component is sent without its parent's. */
  #handedOn = new Map();
  #failed = false;
  #configChecked = false;
  #told = Promise.resolve();
  #silence;
  /** The function that a program calls: where, and whether it takes an answer that is not known yet. */
  calls = new AsyncLocalStorage();

  constructor(sdkRequire, observations) {
    this.#require = sdkRequire;
    this.#observations = observations;
  }

  registerResource(send, request, callback) {
    const urn = this.#urnOf(request);
    if (request.getRemote()) this.#observations.note(request.getType());
    if (!request.getCustom()) this.#handedOn.set(urn, this.#providersOf(request));
    if (request.getType().startsWith("pulumi:providers:")) this.#noteProvider(urn, request);
    else if (request.getCustom() || request.getRemote()) this.#check(request.getType(), urn, request);
    if (!this.#failed) return send(callback);
    const { RegisterResourceResponse } = this.#require("./proto/resource_pb");
    return this.#answerUnknown(callback, () => {
      const response = new RegisterResourceResponse();
      response.setUrn(urn);
      response.setObject(request.getObject());
      return response;
    });
  }

  readResource(send, request, callback) {
    const urn = this.#urnOf(request);
    this.#check(request.getType(), urn, request);
    if (!this.#failed) return send(callback);
    const { ReadResourceResponse } = this.#require("./proto/resource_pb");
    return this.#answerUnknown(callback, () => {
      const response = new ReadResourceResponse();
      response.setUrn(urn);
      response.setProperties(request.getProperties());
      return response;
    });
  }

  invoke(send, request, callback) {
    this.#observations.note(request.getTok());
    const call = this.calls.getStore();
    const place = call?.place === undefined ? "" : ` (${call.place})`;
    this.#check(request.getTok(), `${request.getTok()}${place}`, request);
    if (!this.#failed) return send(callback);
    if (call?.takesUnknown !== true) return this.#hold();
    const { ResourceInvokeResponse } = this.#require("./proto/resource_pb");
    return this.#answerUnknown(callback, () => {
      const response = new ResourceInvokeResponse();
      response.setUnknown(true);
      return response;
    });
  }

  call(send, request, callback) {
    this.#observations.note(request.getTok());
    // The provider is that of the resource whose method it is, which was looked at.
    if (!this.#failed) return send(callback);
    return this.#hold();
  }

  /** What ends a component or the program. The engine must not take a program that failed for a whole one. */
  end(send, _request, callback) {
    if (!this.#failed) return send(callback);
    const { Empty } = this.#require("google-protobuf/google/protobuf/empty_pb");
    return void setImmediate(() => callback(null, new Empty()));
  }

  #noteProvider(urn, request) {
    const region = rules.plainText(fieldOf(request.getObject(), "region"));
    const provider = { region, provisioned: globalThis[PROVISIONED]?.has(request.getName()) === true };
    this.#providers.set(urn, provider);
    const given = [...(request.getObject()?.getFieldsMap().keys() ?? [])];
    for (const problem of rules.providerProblems(request.getType(), provider, given)) {
      this.#tell(urn, problem);
    }
  }

  #check(token, what, request) {
    const binding = {
      token,
      provider: request.getProvider(),
      providers: this.#providersOf(request),
      remote: request.getRemote?.() ?? false,
      region: fieldOf(
        (request.getObject ?? request.getProperties ?? request.getArgs).call(request),
        "region",
      ),
    };
    if (rules.packageOf(token) !== "pulumi") this.#checkConfiguration();
    for (const problem of rules.bindingProblems(binding, this.#providers)) this.#tell(what, problem);
  }

  /** By package, as the engine finds them: those of the request, then its parent's. */
  #providersOf(request) {
    const own = request.getProvidersMap?.().entries() ?? [];
    return { ...this.#handedOn.get(request.getParent?.()), ...Object.fromEntries(own) };
  }

  #checkConfiguration() {
    if (this.#configChecked) return;
    this.#configChecked = true;
    const { allConfig, getStack } = this.#require("./runtime");
    for (const problem of rules.configurationProblems(allConfig(), getStack())) this.#fail(problem);
  }

  #tell(what, problem) {
    this.#fail(`${what} ${problem}.`);
  }

  #fail(message) {
    if (!this.#failed) {
      this.#failed = true;
      process.on("exit", () => {
        // To a language host this means: the user has been told, add nothing (@pulumi/pulumi/cmd/run).
        process.exitCode = 32;
      });
    }
    this.#told = Promise.all([this.#told, this.#require("./log").error(message)]);
  }

  #answerUnknown(callback, response) {
    if (!this.#require("./runtime/settings").isDryRun()) return this.#hold();
    return void setImmediate(() => callback(null, response()));
  }

  #hold() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => void this.#told.then(() => process.exit(32)), SILENCE_MS);
  }

  #urnOf(request) {
    const { getProject, getStack } = this.#require("./runtime/settings");
    return rules.urnOf({
      stack: getStack(),
      project: getProject(),
      parent: request.getParent(),
      type: request.getType(),
      name: request.getName(),
    });
  }
}

/** One field of a Struct; the whole may be large. */
function fieldOf(struct, name) {
  return struct?.getFieldsMap().get(name)?.toJavaScript();
}

/** `runtime/invoke` of the SDK, whose functions note from where they are called: the engine is not told. */
function noteCalls(load, calls) {
  const wrap = (name, takesUnknown) => [
    name,
    (...args) => calls.run({ place: placeOfCaller(), takesUnknown }, () => load()[name](...args)),
  ];
  return {
    __esModule: true,
    ...Object.fromEntries([
      wrap("invoke", false),
      wrap("invokeSingle", false),
      wrap("invokeOutput", true),
      wrap("invokeSingleOutput", true),
      wrap("call", false),
      wrap("callSingle", false),
    ]),
  };
}

module.exports = { guardProgram };
