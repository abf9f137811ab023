import type { CheckFailure } from "../declarations/validate.ts";
import { cidrsOverlap, parseCidr } from "../model/cidr.ts";
import type { CheckContext, Descriptors } from "../model/descriptor.ts";
import type { ValueMap } from "../protocol/values.ts";
import { ec2Id, given, owner } from "./shared.ts";

const VPC = "aws:ec2/vpc:Vpc";
const PEERING = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcPeeringConnection.html";
const OVERLAP = "https://docs.aws.amazon.com/vpc/latest/peering/create-vpc-peering-connection.html";
const PROVIDER = "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpcpeeringconnection/";

/** Connections between VPCs. */
export const ec2Peering: Descriptors = {
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": {
    id: ec2Id("pcx"),
    computed: {
      acceptStatus: ({ inputs }) => (inputs.autoAccept === true ? "active" : "pending-acceptance"),
      peerOwnerId: given("peerOwnerId", owner),
      peerRegion: given("peerRegion", ({ region }) => region),
    },
    replaceOn: ["vpcId", "peerVpcId", "peerOwnerId", "peerRegion"],
    check: (context) => [...acceptanceFailures(context), ...peerFailures(context)],
  },
};

/** The requester can accept what is in its own account and region, and nothing else. */
function acceptanceFailures({ inputs, instance }: CheckContext): CheckFailure[] {
  const { autoAccept, peerRegion, peerOwnerId } = inputs;
  if (autoAccept !== true) return [];
  const why =
    typeof peerRegion === "string"
      ? `peerRegion is given (${peerRegion})`
      : typeof peerOwnerId === "string" && peerOwnerId !== instance.account
        ? `the peer belongs to account ${peerOwnerId}, this connection to ${instance.account}`
        : undefined;
  if (why === undefined) return [];
  return [
    {
      property: "autoAccept",
      reason:
        `It must be false where ${why}: accept it there, with aws.ec2.VpcPeeringConnectionAccepter. ` +
        `See ${PROVIDER}`,
    },
  ];
}

/** A peer of this account and region must exist, and have other addresses. Of another one nothing can be told. */
function peerFailures({ inputs, instance, region, creating, find }: CheckContext): CheckFailure[] {
  const { vpcId, peerVpcId, peerOwnerId = instance.account, peerRegion = region } = inputs;
  if (!creating || typeof vpcId !== "string" || typeof peerVpcId !== "string") return [];
  if (peerOwnerId !== instance.account || peerRegion !== region) return [];
  const property = "peerVpcId";
  const peer = find(VPC, peerVpcId);
  if (peer === undefined) {
    const where = `account ${instance.account}, region ${region}`;
    return [
      {
        property,
        reason:
          `${peerVpcId} does not exist in ${where}. ` +
          `For one elsewhere give peerOwnerId or peerRegion. See ${PEERING}`,
      },
    ];
  }
  const own = find(VPC, vpcId);
  const [left, right] = [cidrOf(own), cidrOf(peer)];
  if (left === undefined || right === undefined || !cidrsOverlap(left, right)) return [];
  return [
    {
      property,
      reason:
        `Its block ${String(peer.cidrBlock)} overlaps with ${String(own?.cidrBlock)} of ${vpcId}: ` +
        `the connection fails. See ${OVERLAP}`,
    },
  ];
}

function cidrOf(vpc: ValueMap | undefined) {
  return typeof vpc?.cidrBlock === "string" ? parseCidr(vpc.cidrBlock) : undefined;
}
