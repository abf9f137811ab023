import {
  type Alias,
  type ComponentResourceOptions,
  DependencyResource,
  type ProviderResource,
} from "@pulumi/pulumi";
import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import { resourceInternals, rpc, runtimeResource } from "./sdk-internals.ts";

/** The options that the program gave to the component. */
export function optionsOf(request: provider.ConstructRequest): ComponentResourceOptions {
  const deletedWith = request.getDeletedwith();
  const trigger = request.getReplacementTrigger();
  return {
    aliases: request.getAliasesList().map(aliasOf),
    dependsOn: request.getDependenciesList().map((urn) => new DependencyResource(urn)),
    protect: request.getProtect(),
    providers: providersOf(request),
    parent: request.getParent() === "" ? undefined : new DependencyResource(request.getParent()),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    customTimeouts: request.getCustomtimeouts()?.toObject(),
    retainOnDelete: request.getRetainondelete(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    hooks: runtimeResource.hookBindingFromProto(request.getResourceHooks()),
    ...(deletedWith === "" ? {} : { deletedWith: new DependencyResource(deletedWith) }),
    ...(trigger === undefined
      ? {}
      : { replacementTrigger: rpc.deserializeProperty(trigger.toJavaScript(), true) }),
  } as ComponentResourceOptions;
}

function providersOf(request: provider.ConstructRequest): Record<string, ProviderResource> {
  return Object.fromEntries(
    [...request.getProvidersMap().entries()].map(([name, reference]) => [
      name,
      new resourceInternals.DependencyProviderResource(reference),
    ]),
  );
}

type AliasMessage = ReturnType<provider.ConstructRequest["getAliasesList"]>[number];

function aliasOf(message: AliasMessage): string | Alias {
  if (message.hasUrn()) return message.getUrn();
  const spec = message.getSpec();
  const alias: Alias = {};
  if (spec === undefined) return alias;
  if (spec.getName() !== "") alias.name = spec.getName();
  if (spec.getProject() !== "") alias.project = spec.getProject();
  if (spec.getStack() !== "") alias.stack = spec.getStack();
  if (spec.hasParenturn()) alias.parent = spec.getParenturn();
  else if (spec.hasNoparent() && spec.getNoparent()) alias.parent = resourceInternals.rootStackResource;
  return alias;
}
