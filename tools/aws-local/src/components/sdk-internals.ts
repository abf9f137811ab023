import { createRequire } from "node:module";
import type { ComponentResourceOptions, Inputs, ProviderResource, Resource } from "@pulumi/pulumi";
import type { ResourceModule } from "@pulumi/pulumi/runtime/rpc.js";
import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import type struct from "google-protobuf/google/protobuf/struct_pb.js";

// The parts of the Pulumi SDK that its own provider server (@pulumi/pulumi/provider/server.js) is made of. That server
// keeps one engine's address and ends every call at any rejection, so it cannot serve several engines at once; its parts
// can. They are not part of the SDK's public types: the SDK's version is pinned, and the integration tests use them all.
const require = createRequire(import.meta.url);

interface State {
  /** Runs with a store of its own for everything that is otherwise global to a program. */
  withLocalStorage<T>(work: () => T): T;
}

interface Settings {
  resetOptions(
    project: string,
    stack: string,
    parallel: number,
    engineAddress: string,
    monitorAddress: string,
    preview: boolean,
    organization: string,
  ): void;
  awaitFeatureSupport(): Promise<void>;
  waitForRPCs(): Promise<void>;
  disconnectSync(): void;
}

interface Config {
  setAllConfig(config: Record<string, string>, secretKeys: string[]): void;
}

interface Rpc {
  serializeResourceProperties(
    label: string,
    properties: Inputs,
  ): Promise<[Record<string, unknown>, Map<string, Set<Resource>>]>;
  deserializeProperty(value: unknown, keepUnknowns?: boolean): unknown;
  registerResourceModule(pkg: string, module: string, resourceModule: ResourceModule): void;
}

interface ProviderServer {
  deserializeInputs(
    inputs: struct.Struct | undefined,
    dependencies: ReturnType<provider.ConstructRequest["getInputdependenciesMap"]>,
  ): Promise<Inputs>;
}

interface RuntimeResource {
  hookBindingFromProto(binding: unknown): ComponentResourceOptions["hooks"];
}

interface ResourceInternals {
  DependencyProviderResource: new (reference: string) => ProviderResource;
  rootStackResource: Resource;
}

export const state = require("@pulumi/pulumi/runtime/state") as State;
export const settings = require("@pulumi/pulumi/runtime/settings") as Settings;
export const config = require("@pulumi/pulumi/runtime/config") as Config;
export const rpc = require("@pulumi/pulumi/runtime/rpc") as Rpc;
export const providerServer = require("@pulumi/pulumi/provider/server") as ProviderServer;
export const runtimeResource = require("@pulumi/pulumi/runtime/resource") as RuntimeResource;
export const resourceInternals = require("@pulumi/pulumi/resource") as ResourceInternals;
