import type { ResourceTransformArgs } from "@pulumi/pulumi";
import { hardenClusterChildren } from "./cluster-transform.ts";

const child = (type: string, props: ResourceTransformArgs["props"]): ResourceTransformArgs => ({
  custom: true,
  type,
  name: "child",
  props,
  opts: { ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions"] },
});

it("takes the rights of its creator from a cluster, and leaves the rest of it as it is", async () => {
  const args = child("aws:eks/cluster:Cluster", {
    name: "strata-dev",
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
  });
  expect(await hardenClusterChildren(args)).toEqual({
    props: {
      name: "strata-dev",
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    },
    // Otherwise a cluster that was made with them would be replaced.
    opts: args.opts,
  });
});

it("has associations of access policies deleted before they are made anew", async () => {
  const args = child("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", { policyArn: "arn:edit" });
  expect(await hardenClusterChildren(args)).toEqual({
    props: args.props,
    opts: { ...args.opts, deleteBeforeReplace: true },
  });
});

it("leaves everything else alone", async () => {
  expect(await hardenClusterChildren(child("aws:eks/addon:Addon", {}))).toBeUndefined();
});
