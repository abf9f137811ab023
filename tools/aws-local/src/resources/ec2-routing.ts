import { crc32 } from "node:zlib";
import type { Descriptors, KeyParts } from "../model/descriptor.ts";
import { constant, ec2Arn, ec2Id, given, owner } from "./shared.ts";

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;

/** Route tables, routes, network ACLs. */
export const ec2Routing: Descriptors = {
  "aws:ec2/routeTable:RouteTable": {
    id: ec2Id("rtb"),
    computed: { arn: ec2Arn("route-table"), ownerId: owner },
    replaceOn: ["vpcId"],
    unordered: ["routes", "propagatingVgws"],
  },
  "aws:ec2/route:Route": {
    id: (context) => `r-${context.text("routeTableId")}${crc32(destinationOf(context))}`,
    uniqueKey: (context) => `${context.text("routeTableId")} ${destinationOf(context)}`,
    computed: { origin: constant("CreateRoute"), state: constant("active") },
    replaceOn: ["routeTableId", ...DESTINATIONS],
    check: ({ inputs }) => {
      const given = DESTINATIONS.filter((property) => inputs[property] !== undefined);
      return given.length === 1
        ? []
        : [
            {
              property: "",
              reason: `Exactly one of ${DESTINATIONS.join(", ")} must be given, got ${given.join(", ") || "none"}.`,
            },
          ];
    },
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    id: ec2Id("rtbassoc"),
    uniqueKey: (context) => context.text("subnetId") || context.text("gatewayId"),
    replaceOn: ["subnetId", "gatewayId"],
    check: ({ inputs }) =>
      (inputs.subnetId === undefined) === (inputs.gatewayId === undefined)
        ? [{ property: "", reason: "Exactly one of subnetId, gatewayId must be given." }]
        : [],
  },
  "aws:ec2/networkAcl:NetworkAcl": {
    id: ec2Id("acl"),
    computed: { arn: ec2Arn("network-acl"), ownerId: owner, subnetIds: given("subnetIds", []) },
    replaceOn: ["vpcId"],
    unordered: ["subnetIds", "ingress", "egress"],
  },
};

function destinationOf({ text }: KeyParts): string {
  return DESTINATIONS.map(text).find((destination) => destination !== "") ?? "";
}
