"use strict";

/**
 * `runtime/debuggable` of the SDK without a stack trace for each promise: it keeps one for every output of every
 * resource, at a tenth of a large program's time, and shows it only where PULUMI_DEBUG_PROMISE_LEAKS asks for leaks.
 *
 * @param {() => object} load the real module
 * @param {NodeJS.ProcessEnv} env
 */
function withoutTraces(load, env) {
  const keep = Boolean(env.PULUMI_DEBUG_PROMISE_LEAKS);
  return new Proxy(
    { __esModule: true },
    {
      get: (_target, name) =>
        name === "debuggablePromise" && !keep ? debuggablePromise : Reflect.get(load(), name),
      has: (_target, name) => Reflect.has(load(), name),
      set: (_target, name, value) => Reflect.set(load(), name, value),
    },
  );

  function debuggablePromise(promise, context) {
    const limit = Error.stackTraceLimit;
    // What it puts onto the promise stays, but for the frames.
    Error.stackTraceLimit = 0;
    try {
      return load().debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  }
}

module.exports = { withoutTraces };
