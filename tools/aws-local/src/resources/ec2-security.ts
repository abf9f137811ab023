import type { CheckFailure } from "../declarations/validate.ts";
import type { CheckContext, Descriptors, ResourceDescriptor } from "../model/descriptor.ts";
import type { Value } from "../protocol/values.ts";
import { ec2Arn, ec2Id, given, owner } from "./shared.ts";

const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const SOURCES = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

/** Security groups and their rules. */
export const ec2Security: Descriptors = {
  [SECURITY_GROUP]: {
    naming: { property: "name", maxLength: 255 },
    id: ec2Id("sg"),
    uniqueKey: ({ name, text }) => `${text("vpcId")} ${name}`,
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    computed: { arn: ec2Arn("security-group"), ownerId: owner },
    replaceOn: ["vpcId", "name", "namePrefix", "description"],
    unordered: ["ingress", "egress"],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: ({ find, text, hex }) => {
      const id = find("aws:ec2/vpc:Vpc", text("vpcId"))?.defaultSecurityGroupId;
      return typeof id === "string" ? id : `sg-0${hex(16)}`;
    },
    uniqueKey: ({ text }) => text("vpcId"),
    defaults: { revokeRulesOnDelete: false },
    computed: {
      arn: ec2Arn("security-group"),
      ownerId: owner,
      name: () => "default",
      description: () => "default VPC security group",
      // Adopting it removes every rule that the program does not give.
      ingress: given("ingress", []),
      egress: given("egress", []),
    },
    replaceOn: ["vpcId"],
    unordered: ["ingress", "egress"],
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    id: ({ hex }) => `sgrule-${Number.parseInt(hex(12), 16) % 4_294_967_296}`,
    computed: {
      securityGroupRuleId: ({ hex }) => `sgr-0${hex(16, "rule")}`,
      sourceSecurityGroupId: given("sourceSecurityGroupId", ({ inputs, text }) =>
        inputs.self === true ? text("securityGroupId") : "",
      ),
    },
    defaults: { self: false },
    replaceOn: [
      "type",
      "fromPort",
      "toPort",
      "protocol",
      "securityGroupId",
      "cidrBlocks",
      "ipv6CidrBlocks",
      "prefixListIds",
      "self",
      "sourceSecurityGroupId",
    ],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule(),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule(),
};

function rule(): ResourceDescriptor {
  return {
    id: ec2Id("sgr"),
    computed: { arn: ec2Arn("security-group-rule"), securityGroupRuleId: ({ id }) => id },
    replaceOn: ["securityGroupId"],
    // A block may become another block in place, but not a group: AWS keeps the kind of a rule's peer.
    replaceWhen: (before, after) =>
      SOURCES.some((source) => (before[source] === undefined) !== (after[source] === undefined))
        ? [...SOURCES]
        : [],
    check: ruleFailures,
  };
}

function ruleFailures({ inputs }: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const given = SOURCES.filter((source) => inputs[source] !== undefined);
  if (given.length !== 1) {
    failures.push({
      property: "",
      reason: `Exactly one of ${SOURCES.join(", ")} must be given, got ${given.join(", ") || "none"}.`,
    });
  }
  const { fromPort, toPort, ipProtocol } = inputs;
  if (ipProtocol === "-1" && (isPort(fromPort) || isPort(toPort))) {
    failures.push({ property: "ipProtocol", reason: "A rule for all protocols (-1) has no ports." });
  }
  if (
    typeof fromPort === "number" &&
    typeof toPort === "number" &&
    fromPort > toPort &&
    ipProtocol !== "icmp"
  ) {
    failures.push({ property: "toPort", reason: `The last port ${toPort} is below the first, ${fromPort}.` });
  }
  return failures;
}

// The provider takes -1 for "no port".
function isPort(value: Value | undefined): boolean {
  return typeof value === "number" && value !== -1;
}
