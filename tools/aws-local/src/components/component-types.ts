import type { ComponentResourceOptions, Inputs, Output } from "@pulumi/pulumi";
import { registerReferencedTypes } from "./aws-resource.ts";
import { constructAddon } from "./eks-addon.ts";
import { constructCluster } from "./eks-cluster.ts";
import { registerClusterReference } from "./eks-cluster-reference.ts";
import { constructManagedNodeGroup } from "./eks-managed-node-group.ts";

export interface ConstructedComponent {
  urn: Output<string>;
  outputs: Record<string, unknown>;
}

export type ConstructComponent = (
  name: string,
  inputs: Inputs,
  options: ComponentResourceOptions,
) => ConstructedComponent;

const components: Record<string, ConstructComponent> = {
  "eks:index:Cluster": constructCluster,
  "eks:index:ManagedNodeGroup": constructManagedNodeGroup,
  "eks:index:Addon": constructAddon,
};

/** Constructs a component of a type. Throws an Error that names a type which is not implemented. */
export function constructComponent(
  type: string,
  name: string,
  inputs: Inputs,
  options: ComponentResourceOptions,
): ConstructedComponent {
  const make = components[type];
  if (make === undefined) {
    throw new Error(
      `The embedded AWS does not construct the component ${type} yet. It would be added in ` +
        `tools/aws-local/src/components/, and listed in its component-types.ts.`,
    );
  }
  return make(name, inputs, options);
}

/** What components are given as inputs must be known before inputs are read. */
export function registerReferences(): void {
  registerReferencedTypes();
  registerClusterReference();
}
