import { type ComponentResourceOptions, RunError } from "@pulumi/pulumi";
import { accountIdOf } from "@strata/aws-provider/config";
import { environmentDefinition, type Route, routeKey } from "@strata/environment";
import { Network, type NetworkArgs } from "./network.ts";

/** What the VPC of a route is made with: its addresses and its account are the catalogue's. */
export type VpcArgs = Omit<NetworkArgs, "accountId" | "region" | "cidrBlock"> & { readonly route: Route };

/** The outputs of the network of one route, as the contract has them. Throws `RunError` if it has no addresses. */
export function deployVpc(name: string, { route, ...args }: VpcArgs, options: ComponentResourceOptions) {
  const cidrBlock = environmentDefinition(args.environment).cidrBlocks[routeKey(route)];
  if (cidrBlock === undefined) {
    throw new RunError(
      `The route ${routeKey(route)} has no addresses in "${args.environment}". Give it a block in cidrBlocks of ` +
        `libs/environment/src/definitions.ts, or take it out of the stack's accounts and regions.`,
    );
  }
  const location = { accountId: accountIdOf(route), region: route.region, cidrBlock };
  const network = new Network(name, { ...args, ...location }, options);
  return {
    vpcId: network.vpcId,
    vpcCidrBlock: cidrBlock,
    availabilityZones: network.availabilityZones,
    publicSubnetIds: network.subnetIds.public,
    privateSubnetIds: network.subnetIds.private,
    isolatedSubnetIds: network.subnetIds.isolated,
    natPublicIps: network.natPublicIps,
    endpointSecurityGroupId: network.endpointSecurityGroupId,
  };
}
