import { createRequire } from "node:module";
import type { ResourceTransform } from "@pulumi/pulumi";

interface Callback {
  setToken(token: string): void;
}

// Not part of the SDK's public types; its version is pinned.
const require = createRequire(import.meta.url);
const state = require("@pulumi/pulumi/runtime/state") as {
  getStore(): { supportsTransforms: boolean; callbacks: unknown };
};
const callbacks = require("@pulumi/pulumi/proto/callback_pb") as { Callback: new () => Callback };

/**
 * Lets resources have transforms under Pulumi's mocks, which otherwise refuse them as an engine that is too old
 * (https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/nodejs/runtime/resource.ts), and hooks, which are accepted and never
 * run. To be called after the mocks are set.
 *
 * @returns the transform of a token, as registrations hold it. Throws an `Error` for a token that was not given out.
 */
export function acceptTransforms(): (token: string) => ResourceTransform {
  const transforms = new Map<string, ResourceTransform>();
  const store = state.getStore();
  store.supportsTransforms = true;
  store.callbacks = {
    registerTransform: (transform: ResourceTransform): Promise<Callback> => {
      const callback = new callbacks.Callback();
      const token = `transform-${transforms.size}`;
      transforms.set(token, transform);
      callback.setToken(token);
      return Promise.resolve(callback);
    },
    registerResourceHook: (): Promise<void> => Promise.resolve(),
    shutdown: () => undefined,
    awaitStackRegistrations: () => Promise.resolve(),
  };
  return (token) => {
    const transform = transforms.get(token);
    if (transform === undefined) throw new Error(`No transform has the token ${token}`);
    return transform;
  };
}
