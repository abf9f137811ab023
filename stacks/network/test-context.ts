import { Provider } from "@pulumi/aws/provider.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { ComponentResource } from "@pulumi/pulumi";
import { type RecordOptions, type Recording, recordResources } from "@strata/testing";
import { TIERS } from "./cidr-plan.ts";
import type { NetworkContext } from "./context.ts";
import type { Network, NetworkArgs, Subnets } from "./network.ts";

/** Arguments of a network for tests. */
export const args: NetworkArgs = {
  environment: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  cidrBlock: "10.0.0.0/16",
  zones: ["a", "b", "c"],
  nat: "onePerAz",
  interfaceEndpoints: ["secretsmanager", "ecr.api"],
  flowLogRetentionInDays: 90,
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
};

export interface Surroundings {
  recording: Recording;
  context: NetworkContext;
  subnets: Subnets;
  internetGateway: InternetGateway;
}

/** What a part of the network is made in, without the rest of it. */
export async function surroundings(
  changes: Partial<NetworkArgs> = {},
  options: Partial<RecordOptions> = {},
): Promise<Surroundings> {
  // Of a regional gateway AWS tells the addresses, if only that there are none yet.
  const computed = () => ({ regionalNatGatewayAddresses: [] });
  const recording = await recordResources({
    project: "network",
    ...(options.preview === true ? {} : { computed }),
    ...options,
  });
  // The parts need nothing of the network but that it is their parent.
  const parent = new ComponentResource(
    "strata:network:Network",
    "net",
    {},
    {
      provider: new Provider("aws", {}),
    },
  ) as Network;
  const used = { ...args, ...changes };
  const vpc = new Vpc("net", { cidrBlock: used.cidrBlock }, { parent });
  const internetGateway = new InternetGateway("net", { vpcId: vpc.id }, { parent });
  const subnets = Object.fromEntries(
    TIERS.map((tier) => [
      tier,
      new Map(used.zones.map((zone) => [zone, new Subnet(`${tier}-${zone}`, { vpcId: vpc.id }, { parent })])),
    ]),
  ) as unknown as Subnets;
  return { recording, context: { name: "net", args: used, parent, vpc }, subnets, internetGateway };
}
