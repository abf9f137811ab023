import type { ValueMap } from "../protocol/values.ts";
import type { ResourceContext, ResourceDescriptor } from "./descriptor.ts";
import { markedHex } from "./identity.ts";
import type { ProviderInstance } from "./instance.ts";
import { physicalName } from "./naming.ts";

export interface ContextRequest {
  descriptor: ResourceDescriptor;
  inputs: ValueMap;
  previous: ValueMap | undefined;
  instance: ProviderInstance;
  region: string;
  regional: boolean;
  logicalName: string;
  seed: string;
  /** If the resource exists already. */
  id?: string;
  createdAt: string;
  find: ResourceContext["find"];
  list: ResourceContext["list"];
}

/** What the functions of a descriptor are given. */
export function resourceContext(request: ContextRequest): ResourceContext {
  const { descriptor, inputs, instance, region, seed } = request;
  const { account, partition } = instance;
  const context: ResourceContext = {
    inputs,
    previous: request.previous,
    instance,
    account,
    region,
    regional: request.regional,
    partition,
    name: physicalName(descriptor.naming, inputs, seed),
    id: request.id ?? "",
    logicalName: request.logicalName,
    createdAt: request.createdAt,
    hex: (length, purpose = "") => markedHex(seed, purpose, length),
    text: (property) => textOf(inputs, property),
    arn: (service, resource) => `arn:${partition}:${service}:${region}:${account}:${resource}`,
    find: request.find,
    list: request.list,
  };
  return request.id === undefined ? { ...context, id: descriptor.id(context) } : context;
}

/** An input as text; empty if it is none. */
export function textOf(inputs: ValueMap, property: string): string {
  const value = inputs[property];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
