import { createRequire } from "node:module";
import { dirname } from "node:path";
import { loadCompiled } from "../server/collect-early.ts";

const require = createRequire(import.meta.url);

/** What @strata/program has for a process that loads the SDK and is no program. */
interface LazyModules {
  readonly DEBUG_MESSAGES_VARIABLE: string;
  makeSdkLazy(sdk: string, env: NodeJS.ProcessEnv): void;
}

let prepared = false;

/** Loads what constructs components, and with it the Pulumi SDK: when first needed, and without what it does not use. */
export async function loadConstruct() {
  prepareSdk();
  return loadCompiled(() => import("./construct.ts"));
}

/** Loads what calls the methods of components; see {@link loadConstruct}. */
export async function loadCall() {
  prepareSdk();
  return loadCompiled(() => import("./call.ts"));
}

function prepareSdk(): void {
  if (prepared) return;
  prepared = true;
  const { DEBUG_MESSAGES_VARIABLE, makeSdkLazy } = require("@strata/program/lazy-modules") as LazyModules;
  const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
  // Of the children of a component the engine says as much by itself.
  makeSdkLazy(sdk, { ...process.env, [DEBUG_MESSAGES_VARIABLE]: "none" });
}
