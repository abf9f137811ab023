import type { CheckFailure } from "../declarations/validate.ts";
import { cidrsOverlap, parseCidr } from "../model/cidr.ts";
import type { CheckContext, Descriptors } from "../model/descriptor.ts";
import type { Value } from "../protocol/values.ts";
import {
  allocatedBlock,
  associationFailures,
  blockSourceFailures,
  cidrBlockFailures,
  conflictOfBlock,
  ofVpc,
  outsideOfVpc,
} from "./ec2-blocks.ts";
import { constant, ec2Arn, ec2Id, forEachText, given, owner, zoneOf } from "./shared.ts";

/** VPCs, subnets, and what connects them to other networks. */
export const ec2Network: Descriptors = {
  "aws:ec2/vpc:Vpc": {
    id: ec2Id("vpc"),
    defaults: { enableDnsSupport: true, instanceTenancy: "default", assignGeneratedIpv6CidrBlock: false },
    computed: {
      // What a pool of IPAM chooses is known once the VPC is made.
      cidrBlock: given("cidrBlock", ({ inputs, list }) => allocatedBlock(inputs.ipv4NetmaskLength, list)),
      arn: ec2Arn("vpc"),
      ownerId: owner,
      defaultSecurityGroupId: ({ hex }) => `sg-0${hex(16, "default security group")}`,
      defaultNetworkAclId: ({ hex }) => `acl-0${hex(16, "default network ACL")}`,
      defaultRouteTableId: ({ hex }) => `rtb-0${hex(16, "main route table")}`,
      mainRouteTableId: ({ hex }) => `rtb-0${hex(16, "main route table")}`,
      dhcpOptionsId: ({ hex }) => `dopt-0${hex(16, "DHCP options")}`,
      ipv6CidrBlock: ({ inputs, hex }) =>
        hasGeneratedIpv6(inputs)
          ? documentationBlock(hex(32, "IPv6").slice(5, 11))
          : (inputs.ipv6CidrBlock ?? ""),
      ipv6AssociationId: ({ inputs, hex }) =>
        hasGeneratedIpv6(inputs) ? `vpc-cidr-assoc-0${hex(16, "IPv6")}` : "",
    },
    recomputed: {
      ipv6CidrBlock: ["assignGeneratedIpv6CidrBlock", "ipv6CidrBlock"],
      ipv6AssociationId: ["assignGeneratedIpv6CidrBlock"],
    },
    // cidrBlock does not replace where a netmask length of an IPAM pool chooses it.
    replaceOn: ["ipv4IpamPoolId", "ipv4NetmaskLength"],
    replaceWhen: (before, after) => [
      ...(after.ipv4NetmaskLength === undefined ? ["cidrBlock"] : []),
      ...(before.instanceTenancy === "dedicated" && after.instanceTenancy === "default"
        ? []
        : ["instanceTenancy"]),
    ],
    check: ({ inputs }) => [
      ...cidrBlockFailures("cidrBlock", inputs.cidrBlock),
      ...blockSourceFailures(inputs),
    ],
  },
  "aws:ec2/subnet:Subnet": {
    id: ec2Id("subnet"),
    defaults: {
      assignIpv6AddressOnCreation: false,
      enableDns64: false,
      enableResourceNameDnsARecordOnLaunch: false,
      enableResourceNameDnsAaaaRecordOnLaunch: false,
      ipv6Native: false,
      mapPublicIpOnLaunch: false,
    },
    computed: {
      arn: ec2Arn("subnet"),
      ownerId: owner,
      availabilityZone: ({ inputs, region }) => zoneOf(inputs, region).name,
      availabilityZoneId: ({ inputs, region }) => zoneOf(inputs, region).id,
      privateDnsHostnameTypeOnLaunch: given("privateDnsHostnameTypeOnLaunch", "ip-name"),
    },
    replaceOn: ["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "outpostArn", "ipv6Native"],
    replaceWhen: ({ assignIpv6AddressOnCreation }) =>
      assignIpv6AddressOnCreation === true ? ["ipv6CidrBlock"] : [],
    check: subnetFailures,
    refuseCreation: ({ text, list, find }) => {
      const outside = outsideOfVpc(text("cidrBlock"), text("vpcId"), { find, list });
      if (outside !== undefined) return outside;
      const others = overlappingSubnets(
        text("cidrBlock"),
        ofVpc("aws:ec2/subnet:Subnet", text("vpcId"), list),
      );
      return others.length === 0 ? undefined : `${text("cidrBlock")} overlaps with ${others.join(", ")}.`;
    },
  },
  "aws:ec2/internetGateway:InternetGateway": {
    id: ec2Id("igw"),
    computed: { arn: ec2Arn("internet-gateway"), ownerId: owner },
  },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
    id: ec2Id("eigw"),
    replaceOn: ["vpcId"],
  },
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": {
    // One of them is in each account and region, whoever sets it.
    id: ({ region }) => region,
    uniqueKey: () => "options",
    computed: { awsAccountId: owner, awsRegion: ({ region }) => region },
    replaceOn: [],
  },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": {
    id: ec2Id("tgw-attach"),
    defaults: { applianceModeSupport: "disable", dnsSupport: "enable", ipv6Support: "disable" },
    computed: { arn: ec2Arn("transit-gateway-attachment"), vpcOwnerId: owner },
    replaceOn: ["transitGatewayId", "vpcId"],
    unordered: ["subnetIds"],
  },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": {
    id: ec2Id("vpc-cidr-assoc"),
    replaceOn: ["vpcId", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    replaceWhen: (_, after) => (after.ipv4NetmaskLength === undefined ? ["cidrBlock"] : []),
    computed: {
      cidrBlock: given("cidrBlock", ({ inputs, list }) => allocatedBlock(inputs.ipv4NetmaskLength, list)),
    },
    check: associationFailures,
    // A subnet may be in a block that the same update adds.
    seenByChecks: true,
    refuseCreation: ({ text, find, list }) =>
      text("cidrBlock") === ""
        ? undefined
        : conflictOfBlock(text("cidrBlock"), text("vpcId"), "", { find, list }),
  },
  "aws:ec2/flowLog:FlowLog": {
    id: ec2Id("fl"),
    defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
    computed: {
      arn: ec2Arn("vpc-flow-log"),
      logFormat: given(
        "logFormat",
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} " +
          "${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
      ),
    },
    replaceOnAllBut: ["tagFieldSpecifications"],
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    id: ec2Id("vpce"),
    defaults: { vpcEndpointType: "Gateway" },
    computed: {
      arn: ec2Arn("vpc-endpoint"),
      ownerId: owner,
      state: constant("available"),
      ipAddressType: given("ipAddressType", "ipv4"),
      serviceRegion: given("serviceRegion", ({ region }) => region),
      prefixListId: ({ hex, inputs }) => (isGateway(inputs) ? `pl-${hex(8, "prefix list")}` : ""),
      networkInterfaceIds: ({ hex, inputs }) =>
        forEachText(inputs.subnetIds, (subnet) => `eni-0${hex(16, subnet)}`),
      dnsEntries: ({ id, hex, region, inputs, text }) =>
        isGateway(inputs)
          ? []
          : [
              {
                dnsName: `${id}-${hex(8, "DNS")}.${text("serviceName").split(".").slice(3).join(".")}.${region}.vpce.amazonaws.com`,
                hostedZoneId: "Z10CA100000000",
              },
            ],
      policy: given(
        "policy",
        JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] }),
      ),
    },
    replaceOn: ["vpcId", "serviceName", "vpcEndpointType"],
    replaceWhen: (before) => (before.vpcEndpointType === "Interface" ? [] : ["privateDnsEnabled"]),
    unordered: ["subnetIds", "securityGroupIds", "routeTableIds"],
    json: ["policy"],
    check: endpointFailures,
  },
};

function hasGeneratedIpv6(inputs: Record<string, Value>): boolean {
  return inputs.assignGeneratedIpv6CidrBlock === true;
}

/** A /56 of the block for documentation, which no host has. https://www.rfc-editor.org/rfc/rfc3849 */
function documentationBlock(digits: string): string {
  const hextet = (text: string): string => Number.parseInt(text, 16).toString(16);
  return `2001:db8:${hextet(digits.slice(0, 4))}:${hextet(`${digits.slice(4, 6)}00`)}::/56`;
}

function isGateway(inputs: Record<string, Value>): boolean {
  return (inputs.vpcEndpointType ?? "Gateway") === "Gateway";
}

function subnetFailures(context: CheckContext): CheckFailure[] {
  const { inputs, region, list, creating, urn } = context;
  const failures = cidrBlockFailures("cidrBlock", inputs.cidrBlock);
  const zone = inputs.availabilityZone;
  if (typeof zone === "string" && !zone.startsWith(region)) {
    failures.push({
      property: "availabilityZone",
      reason: `${zone} is not in the region ${region} of this resource.`,
    });
  }
  const { vpcId, cidrBlock } = inputs;
  const cidr = typeof cidrBlock === "string" ? parseCidr(cidrBlock) : undefined;
  if (typeof vpcId !== "string" || cidr === undefined || failures.length > 0) return failures;
  const outside = outsideOfVpc(String(cidrBlock), vpcId, context);
  if (outside !== undefined) {
    failures.push({ property: "cidrBlock", reason: outside });
  }
  if (creating) {
    const others = ofVpc("aws:ec2/subnet:Subnet", vpcId, list).filter((subnet) => subnet.__urn !== urn);
    const overlapping = overlappingSubnets(String(cidrBlock), others);
    if (overlapping.length > 0) {
      failures.push({
        property: "cidrBlock",
        reason: `${String(cidrBlock)} overlaps with ${overlapping.join(", ")}.`,
      });
    }
  }
  return failures;
}

/** The subnets, of one VPC, that a block overlaps with. */
function overlappingSubnets(cidrBlock: string, subnets: readonly Record<string, Value>[]): string[] {
  const cidr = parseCidr(cidrBlock);
  if (cidr === undefined) return [];
  return subnets.flatMap((subnet) => {
    const other = typeof subnet.cidrBlock === "string" ? parseCidr(subnet.cidrBlock) : undefined;
    const overlapping = other !== undefined && cidrsOverlap(cidr, other);
    return overlapping ? [`${String(subnet.id)} (${String(subnet.cidrBlock)})`] : [];
  });
}

function endpointFailures({ inputs, region }: CheckContext): CheckFailure[] {
  const { serviceName } = inputs;
  const failures: CheckFailure[] = [];
  if (
    typeof serviceName === "string" &&
    serviceName.startsWith("com.amazonaws.") &&
    inputs.serviceRegion === undefined
  ) {
    const serviceRegion = serviceName.split(".")[2];
    if (serviceRegion !== region) {
      failures.push({
        property: "serviceName",
        reason: `The service is of region ${serviceRegion}, this resource of ${region}.`,
      });
    }
  }
  if (isGateway(inputs) && inputs.subnetIds !== undefined) {
    failures.push({ property: "subnetIds", reason: "A gateway endpoint has route tables, not subnets." });
  }
  return failures;
}
