import { byRoute, defineContract } from "@strata/stack-contract";
import { z } from "zod";

const subnetIds = z.array(z.string().startsWith("subnet-")).min(2);

export default defineContract(
  "network",
  z.object({
    /** The network of each account and region that has one. */
    vpcs: byRoute(
      z.object({
        vpcId: z.string().startsWith("vpc-"),
        vpcCidrBlock: z.cidrv4(),
        /** For example `eu-central-1a`. The lists of subnets are in the same order. */
        availabilityZones: z.array(z.string()).min(2),
        /** Reach the internet, and are reached from it. */
        publicSubnetIds: subnetIds,
        /** Reach the internet through NAT, if there is any. */
        privateSubnetIds: subnetIds,
        /** Have no route out of the VPC but to S3 and DynamoDB. */
        isolatedSubnetIds: subnetIds,
        /** The addresses that others see when something private reaches the internet. */
        natPublicIps: z.array(z.string()),
        /** Of the interface endpoints of AWS services. */
        endpointSecurityGroupId: z.string().startsWith("sg-"),
      }),
    ),
  }),
);
