import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Inputs,
  output,
} from "@pulumi/pulumi";
import { AwsResource } from "./aws-resource.ts";
import type { ConstructedComponent } from "./component-types.ts";
import { ClusterReference } from "./eks-cluster-reference.ts";
import { assertOptions, refuse } from "./eks-options.ts";

const TYPE = "eks:index:Addon";

const PASSED = [
  "addonName",
  "addonVersion",
  "podIdentityAssociations",
  "preserve",
  "resolveConflictsOnCreate",
  "resolveConflictsOnUpdate",
  "serviceAccountRoleArn",
  "tags",
] as const;

/** Constructs eks.Addon: an add-on of the same name. */
export function constructAddon(
  name: string,
  inputs: Inputs,
  options: ComponentResourceOptions,
): ConstructedComponent {
  assertOptions(TYPE, name, inputs, [...PASSED, "cluster", "configurationValues"]);
  const cluster = inputs.cluster as Input<ClusterReference> | undefined;
  refuse(TYPE, name, cluster === undefined ? ["cluster must be given"] : []);
  // As @pulumi/eks has it, the cluster is the parent, whatever the program says.
  const parent = cluster instanceof ClusterReference ? cluster : options.parent;
  const component = new ComponentResource(TYPE, name, {}, { ...options, parent });
  const values = inputs.configurationValues as Input<object> | undefined;
  const addon = new AwsResource(
    "aws:eks/addon:Addon",
    name,
    {
      ...Object.fromEntries(PASSED.map((key) => [key, inputs[key]])),
      clusterName: output(cluster).apply(
        (known) => known?.core.apply((core) => core.cluster.get("name")) ?? "",
      ),
      configurationValues:
        values === undefined ? undefined : output(values).apply((known) => JSON.stringify(known)),
    },
    ["arn"],
    { parent: component },
  );
  const outputs = { addon };
  (component as unknown as { registerOutputs(outputs: Inputs): void }).registerOutputs(outputs);
  return { urn: component.urn, outputs };
}
