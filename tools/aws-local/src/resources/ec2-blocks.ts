import { formatAddress, parseCidrBlock } from "@strata/environment/cidr";
import { problemOfRange } from "@strata/environment/secondary-cidr";
import type { CheckFailure } from "../declarations/validate.ts";
import { type Cidr, cidrContains, cidrsOverlap, parseCidr } from "../model/cidr.ts";
import type { CheckContext, ResourceContext } from "../model/descriptor.ts";
import type { Value } from "../protocol/values.ts";

const ASSOCIATION = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";

/** What every pool of IPAM has here. */
const POOL = range("10.128.0.0/9");

function range(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(`not a block: ${text}`);
  return cidr;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: a block of a VPC or subnet is a /16 to a /28. */
export function cidrBlockFailures(property: string, cidrBlock: Value | undefined): CheckFailure[] {
  if (typeof cidrBlock !== "string") return [];
  const cidr = parseCidr(cidrBlock);
  if (cidr === undefined) {
    return [
      { property, reason: `Expected a network address like 10.0.0.0/16, got ${JSON.stringify(cidrBlock)}.` },
    ];
  }
  if (cidr.prefixLength < 16 || cidr.prefixLength > 28) {
    return [{ property, reason: `AWS allows blocks from /16 to /28, got /${cidr.prefixLength}.` }];
  }
  return [];
}

/** What is there, and what a preview would make before. */
export type Existing = Pick<ResourceContext, "find" | "list"> & Partial<Pick<CheckContext, "planned">>;

/** Why a block is none for a subnet of a VPC that is there; undefined if it is one. */
export function outsideOfVpc(cidrBlock: string, vpcId: string, existing: Existing): string | undefined {
  const cidr = parseCidr(cidrBlock);
  const blocks = blocksOfVpc(vpcId, "", existing);
  if (cidr === undefined || blocks.length === 0) return undefined;
  const inside = blocks.some((block) => {
    const outer = parseCidr(block);
    return outer !== undefined && cidrContains(outer, cidr);
  });
  return inside ? undefined : `${cidrBlock} is not inside the VPC's ${blocks.join(", ")}.`;
}

/** The first block of a VPC, and those that were added to it but by one association; none if it is not there. */
function blocksOfVpc(vpcId: string, exceptUrn: string, { find, list, planned }: Existing): string[] {
  const toCome = (planned?.(ASSOCIATION) ?? []).filter((inputs) => inputs.vpcId === vpcId);
  const added = [...ofVpc(ASSOCIATION, vpcId, list), ...toCome];
  return [
    find("aws:ec2/vpc:Vpc", vpcId)?.cidrBlock,
    ...added.filter(({ __urn }) => exceptUrn === "" || __urn !== exceptUrn).map(({ cidrBlock }) => cidrBlock),
  ].filter((block) => typeof block === "string");
}

export function associationFailures({ inputs, urn, creating, find, list }: CheckContext): CheckFailure[] {
  const { cidrBlock, vpcId } = inputs;
  const failures = [...cidrBlockFailures("cidrBlock", cidrBlock), ...blockSourceFailures(inputs)];
  if (failures.length > 0 || !creating) return failures;
  if (typeof cidrBlock !== "string" || typeof vpcId !== "string") return [];
  const conflict = conflictOfBlock(cidrBlock, vpcId, urn, { find, list });
  return conflict === undefined ? [] : [{ property: "cidrBlock", reason: conflict }];
}

/** Why AWS adds no such block to a VPC; undefined if it does. */
export function conflictOfBlock(
  text: string,
  vpcId: string,
  exceptUrn: string,
  existing: Existing,
): string | undefined {
  const block = parseCidr(text);
  const blocks = blocksOfVpc(vpcId, exceptUrn, existing);
  const overlapping = blocks.filter((other) => {
    const cidr = parseCidr(other);
    return block !== undefined && cidr !== undefined && cidrsOverlap(block, cidr);
  });
  if (overlapping.length > 0) return `${text} overlaps with the VPC's ${overlapping.join(", ")}.`;
  return problemOfRange(text, parseCidrBlock(blocks[0] ?? ""));
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html: a block, or a pool that chooses one. */
export function blockSourceFailures(inputs: Record<string, Value>): CheckFailure[] {
  const { cidrBlock, ipv4IpamPoolId, ipv4NetmaskLength } = inputs;
  if (cidrBlock === undefined && ipv4IpamPoolId === undefined) {
    return [{ property: "cidrBlock", reason: "AWS needs a block, or a pool of IPAM: ipv4IpamPoolId." }];
  }
  if (ipv4NetmaskLength === undefined) return [];
  if (cidrBlock !== undefined) {
    return [
      {
        property: "ipv4NetmaskLength",
        reason: "A block that is given has its length: it conflicts with cidrBlock.",
      },
    ];
  }
  return ipv4IpamPoolId === undefined
    ? [
        {
          property: "ipv4NetmaskLength",
          reason: "Only a pool of IPAM chooses a block: ipv4IpamPoolId is missing.",
        },
      ]
    : [];
}

/** What a pool gives that has no length of its own. */
const DEFAULT_LENGTH = 24;

/** The first block of a length, from where no catalogue is, that overlaps with that of no VPC and of no association. */
export function allocatedBlock(length: Value | undefined, list: ResourceContext["list"]): string {
  const prefixLength = typeof length === "number" ? length : DEFAULT_LENGTH;
  const size = 2 ** (32 - prefixLength);
  const taken = ["aws:ec2/vpc:Vpc", ASSOCIATION]
    .flatMap((type) => list(type))
    .flatMap(({ cidrBlock }) => (typeof cidrBlock === "string" ? (parseCidr(cidrBlock) ?? []) : []));
  for (let start = POOL.start; start < POOL.start + POOL.size; start += size) {
    const cidr = { start, size, prefixLength };
    if (!taken.some((other) => cidrsOverlap(other, cidr))) return `${formatAddress(start)}/${prefixLength}`;
  }
  throw new Error(`The pool has no free block of /${prefixLength} left.`);
}

/** What of a type is in a VPC. */
export function ofVpc(type: string, vpcId: string, list: ResourceContext["list"]): ReturnType<typeof list> {
  return list(type, { targetType: "aws:ec2/vpc:Vpc", target: vpcId });
}
