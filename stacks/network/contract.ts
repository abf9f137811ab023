import { byRoute, defineContract } from "@strata/stack-contract";
import { z } from "zod";

const subnetId = z.string().startsWith("subnet-");
const subnetIds = z.array(subnetId).min(2);
const byZone = z.record(z.string().regex(/^[a-z]$/), subnetId);
const routeTableId = z.string().startsWith("rtb-");

export default defineContract(
  "network",
  z.object({
    /** The network of each account and region that has one. */
    vpcs: byRoute(
      z.object({
        vpcId: z.string().startsWith("vpc-"),
        vpcCidrBlock: z.cidrv4(),
        /** 12 digits. */
        accountId: z.string().regex(/^\d{12}$/),
        region: z.string(),
        /** For example `eu-central-1a`. The lists of subnets are in the same order. */
        availabilityZones: z.array(z.string()).min(2),
        /** Reach the internet, and are reached from it. */
        publicSubnetIds: subnetIds,
        /** Reach the internet through NAT, if there is any. */
        privateSubnetIds: subnetIds,
        /** Have no route out of the VPC but to S3 and DynamoDB. */
        isolatedSubnetIds: subnetIds,
        /** The same subnets by the letter of their zone, for what must be in the same zone as something else. */
        subnetIdsByZone: z.object({ public: byZone, private: byZone, isolated: byZone }),
        /** The blocks of the VPC that are for pods alone. */
        secondaryCidrBlocks: z.array(z.cidrv4()).optional(),
        /**
         * By the letter of the zone, the subnets for pods: one of each secondary block, in that order. None without one. They
         * reach what private subnets reach.
         */
        podSubnetIds: z.record(z.string().regex(/^[a-z]$/), z.array(subnetId).min(1)).optional(),
        /** The blocks of the VPC that no subnet has: room for growth. */
        freeCidrBlocks: z.array(z.cidrv4()),
        publicRouteTableId: routeTableId,
        /** In the order of the zones. */
        privateRouteTableIds: z.array(routeTableId).min(2),
        isolatedRouteTableId: routeTableId,
        natGatewayIds: z.array(z.string().startsWith("nat-")),
        /** The addresses that others see when something private reaches the internet. */
        natPublicIps: z.array(z.string()),
        /** Of the interface endpoints of AWS services. */
        endpointSecurityGroupId: z.string().startsWith("sg-"),
        /** By service, such as `s3` or `ecr.api`. */
        endpointIds: z.record(z.string(), z.string().startsWith("vpce-")),
        /** Where the traffic of the VPC is logged. */
        flowLogGroupArn: z.string().startsWith("arn:"),
      }),
    ),
  }),
);
