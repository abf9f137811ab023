import type { CheckFailure } from "../declarations/validate.ts";
import { addressAt, parseCidr } from "../model/cidr.ts";
import type { CheckContext, Descriptors, ResourceContext } from "../model/descriptor.ts";
import { isMap, type Value } from "../protocol/values.ts";
import { ec2Arn, ec2Id, forEachText, given, zoneOf } from "./shared.ts";

/** NAT gateways, in a subnet or of a whole VPC, and the addresses they have. */
export const ec2Nat: Descriptors = {
  "aws:ec2/natGateway:NatGateway": {
    id: ec2Id("nat"),
    defaults: { connectivityType: "public" },
    computed: {
      availabilityMode: given("availabilityMode", "zonal"),
      // A regional gateway has an interface in each zone, and a table of its own with the way out.
      networkInterfaceId: ({ hex, inputs }) => (isRegional(inputs) ? "" : `eni-0${hex(16, "interface")}`),
      routeTableId: ({ hex, inputs }) => (isRegional(inputs) ? `rtb-0${hex(16, "route table")}` : ""),
      autoProvisionZones: automatic,
      autoScalingIps: automatic,
      regionalNatGatewayAutoMode: automatic,
      regionalNatGatewayAddresses,
      associationId: ({ hex, inputs }) =>
        inputs.allocationId === undefined ? "" : `eipassoc-0${hex(16, "association")}`,
      privateIp: given("privateIp", (context) => addressIn(context, context.text("subnetId"))),
      publicIp: ({ find, text }) => find("aws:ec2/eip:Eip", text("allocationId"))?.publicIp ?? "",
      vpcId: given("vpcId", ({ find, text }) => find("aws:ec2/subnet:Subnet", text("subnetId"))?.vpcId ?? ""),
    },
    replaceOn: [
      "allocationId",
      "connectivityType",
      "privateIp",
      "secondaryPrivateIpAddressCount",
      "subnetId",
    ],
    recomputed: { regionalNatGatewayAddresses: ["availabilityZoneAddresses"] },
    check: natGatewayFailures,
  },
  "aws:ec2/eip:Eip": {
    id: ec2Id("eipalloc"),
    computed: {
      arn: ec2Arn("elastic-ip"),
      allocationId: ({ id }) => id,
      domain: given("domain", "vpc"),
      publicIp: documentationAddress,
      publicDns: (context) =>
        `ec2-${documentationAddress(context).replaceAll(".", "-")}.${context.region}.compute.amazonaws.com`,
      publicIpv4Pool: given("publicIpv4Pool", "amazon"),
      networkBorderGroup: given("networkBorderGroup", ({ region }) => region),
    },
    replaceOn: ["address", "domain", "networkBorderGroup", "publicIpv4Pool"],
  },
};

function isRegional(inputs: Record<string, Value>): boolean {
  return inputs.availabilityMode === "regional";
}

/** Whether AWS chooses the zones and the addresses of a regional gateway: it does if it is given none. */
function automatic({ inputs }: ResourceContext): Value {
  if (!isRegional(inputs)) return "";
  return inputs.availabilityZoneAddresses === undefined ? "enabled" : "disabled";
}

/** The addresses that were given; those that AWS would choose come with the first traffic of a zone. */
function regionalNatGatewayAddresses({ inputs, find, region, hex }: ResourceContext): Value {
  const given = inputs.availabilityZoneAddresses;
  if (!Array.isArray(given)) return [];
  return given.filter(isMap).flatMap((entry) => {
    const zone = zoneOf(entry, region);
    return forEachText(entry.allocationIds, (id) => id).map((allocationId) => ({
      allocationId,
      associationId: `eipassoc-0${hex(16, allocationId)}`,
      availabilityZone: zone.name,
      availabilityZoneId: zone.id,
      networkInterfaceId: `eni-0${hex(16, zone.name)}`,
      publicIp: find("aws:ec2/eip:Eip", allocationId)?.publicIp ?? "",
      status: "succeeded",
    }));
  });
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html */
function natGatewayFailures({ inputs }: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const refuse = (property: string, reason: string) => failures.push({ property, reason });
  if (inputs.connectivityType === "private" && inputs.allocationId !== undefined)
    refuse("allocationId", "A private NAT gateway has no Elastic IP address.");
  if (isRegional(inputs)) {
    if (inputs.connectivityType === "private")
      refuse("connectivityType", "A regional NAT gateway is a public one.");
    for (const property of ["subnetId", "allocationId"])
      if (inputs[property] !== undefined)
        refuse(property, "A regional NAT gateway is in a VPC, and has its addresses by zone.");
    if (inputs.vpcId === undefined) refuse("vpcId", "A regional NAT gateway needs its VPC.");
  } else if (inputs.subnetId === undefined) {
    refuse("subnetId", "A zonal NAT gateway needs a subnet.");
  }
  return failures;
}

/** An address of TEST-NET-3, which is for documentation: no host has it. https://www.rfc-editor.org/rfc/rfc5737 */
function documentationAddress({ hex }: ResourceContext): string {
  return `203.0.113.${Number.parseInt(hex(32, "address").slice(5, 13), 16) % 256}`;
}

/** An address of a subnet. AWS keeps the first four for itself. */
function addressIn({ find, hex }: ResourceContext, subnetId: string): string {
  const cidrBlock = find("aws:ec2/subnet:Subnet", subnetId)?.cidrBlock;
  const cidr = typeof cidrBlock === "string" ? parseCidr(cidrBlock) : undefined;
  if (cidr === undefined) return "";
  return addressAt(
    cidr,
    4 + (Number.parseInt(hex(32, "private address").slice(5, 13), 16) % (cidr.size - 5)),
  );
}
