import { type ComponentResourceOptions, RunError } from "@pulumi/pulumi";
import { accountIdOf } from "@strata/aws-provider/config";
import { environmentDefinition, type Route, type RouteKey, routeKey } from "@strata/environment";
import { blockPublicAccess, type BlockPublicAccess } from "./block-public-access.ts";
import type { AllocationIds } from "./nat-strategy.ts";
import { Network, type NetworkArgs } from "./network.ts";

/** What the VPC of a route is made with: its addresses and its account are the catalogue's. */
export interface VpcArgs extends Omit<
  NetworkArgs,
  "accountId" | "region" | "cidrBlock" | "ipamPoolId" | "secondaryCidrBlocks" | "natAllocationIds"
> {
  readonly route: Route;
  /** By route. */
  readonly natAllocationIds: Readonly<Partial<Record<RouteKey, AllocationIds>>>;
  readonly blockPublicAccess: BlockPublicAccess;
}

/** The outputs of the network of one route, as the contract has them. Throws `RunError` if it has no addresses. */
export function deployVpc(name: string, args: VpcArgs, options: ComponentResourceOptions) {
  const { route, natAllocationIds, blockPublicAccess: blocked, ...others } = args;
  const key = routeKey(route);
  const catalogue = environmentDefinition(args.environment);
  const cidrBlock = catalogue.cidrBlocks[key];
  if (cidrBlock === undefined) {
    throw new RunError(
      `The route ${key} has no addresses in "${args.environment}". Give it a block in cidrBlocks of ` +
        `libs/environment/src/definitions.ts, or take it out of the stack's accounts and regions.`,
    );
  }
  const secondaryCidrBlocks = [...(catalogue.secondaryCidrBlocks[key] ?? [])];
  const location = { accountId: accountIdOf(route), region: route.region };
  const own = natAllocationIds[key];
  const ipamPoolId = catalogue.ipamPools[key];
  const network = new Network(
    name,
    {
      ...others,
      ...location,
      cidrBlock,
      ...(ipamPoolId !== undefined && { ipamPoolId }),
      secondaryCidrBlocks,
      ...(own && { natAllocationIds: own }),
    },
    options,
  );
  blockPublicAccess(name, blocked, options);
  return {
    ...location,
    vpcId: network.vpcId,
    vpcCidrBlock: cidrBlock,
    secondaryCidrBlocks,
    podSubnetIds: network.podSubnetIds,
    freeCidrBlocks: network.freeCidrBlocks,
    availabilityZones: network.availabilityZones,
    publicSubnetIds: network.subnetIds.public,
    privateSubnetIds: network.subnetIds.private,
    isolatedSubnetIds: network.subnetIds.isolated,
    subnetIdsByZone: network.subnetIdsByZone,
    publicRouteTableId: network.routeTableIds.public,
    privateRouteTableIds: network.routeTableIds.private,
    isolatedRouteTableId: network.routeTableIds.isolated,
    natGatewayIds: network.natGatewayIds,
    natPublicIps: network.natPublicIps,
    endpointSecurityGroupId: network.endpointSecurityGroupId,
    endpointIds: network.endpointIds,
    flowLogGroupArn: network.flowLogGroupArn,
  };
}
