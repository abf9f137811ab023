import type { ValueMap } from "../protocol/values.ts";
import type { ImportId } from "../model/descriptor.ts";
import { textOf } from "../model/resource-context.ts";

const REGISTRY = "https://www.pulumi.com/registry/packages/aws/api-docs";

/** Import IDs that are made of several properties, from the section "Import" of each type's page. */
export const IMPORT_IDS: Record<string, ImportId> = {
  "aws:ec2/route:Route": {
    matches: (text, outputs) =>
      ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"].some(
        (destination) =>
          textOf(outputs, destination) !== "" &&
          text === `${textOf(outputs, "routeTableId")}_${textOf(outputs, destination)}`,
      ),
    source: `${REGISTRY}/ec2/route/#import`,
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    matches: (text, outputs) =>
      text ===
      `${textOf(outputs, "subnetId") || textOf(outputs, "gatewayId")}/${textOf(outputs, "routeTableId")}`,
    source: `${REGISTRY}/ec2/routetableassociation/#import`,
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    matches: isSecurityGroupRule,
    source: `${REGISTRY}/ec2/securitygrouprule/#import`,
  },
  "aws:lambda/permission:Permission": {
    matches: (text, outputs) =>
      text ===
      [functionName(outputs, "function"), textOf(outputs, "qualifier")]
        .filter((part) => part !== "")
        .join(":") +
        `/${textOf(outputs, "statementId")}`,
    source: `${REGISTRY}/lambda/permission/#import`,
  },
  "aws:lambda/alias:Alias": {
    matches: (text, outputs) =>
      text === `${functionName(outputs, "functionName")}/${textOf(outputs, "name")}`,
    source: `${REGISTRY}/lambda/alias/#import`,
  },
  "aws:lambda/functionUrl:FunctionUrl": {
    matches: (text, outputs) =>
      text ===
      [functionName(outputs, "functionName"), textOf(outputs, "qualifier")]
        .filter((part) => part !== "")
        .join("/"),
    source: `${REGISTRY}/lambda/functionurl/#import`,
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    matches: (text, outputs) => {
      const name = text.startsWith("arn:") ? text.split(":").slice(6).join(":") : text;
      const parts = [functionName(outputs, "functionName"), textOf(outputs, "qualifier")];
      return name === parts.filter((part) => part !== "").join(":");
    },
    source: `${REGISTRY}/lambda/functioneventinvokeconfig/#import`,
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    matches: (text, outputs) =>
      text === `${textOf(outputs, "clusterName")},${textOf(outputs, "associationId")}`,
    source: `${REGISTRY}/eks/podidentityassociation/#import`,
  },
  "aws:cloudwatch/eventRule:EventRule": {
    matches: (text, outputs) =>
      text === `${textOf(outputs, "eventBusName") || "default"}/${textOf(outputs, "name")}`,
    source: `${REGISTRY}/cloudwatch/eventrule/#import`,
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    matches: (text, outputs) => {
      const bus = textOf(outputs, "eventBusName") || "default";
      const target = `${textOf(outputs, "rule")}/${textOf(outputs, "targetId")}`;
      return text === `${bus}/${target}` || (bus === "default" && text === target);
    },
    source: `${REGISTRY}/cloudwatch/eventtarget/#import`,
  },
  "aws:rds/instance:Instance": {
    matches: (text, outputs) => text === textOf(outputs, "identifier"),
    source: `${REGISTRY}/rds/instance/#import`,
  },
};

/** A function is named by its name or its ARN. */
function functionName(outputs: ValueMap, property: string): string {
  const given = textOf(outputs, property);
  return given.startsWith("arn:") ? (given.split(":")[6] ?? given) : given;
}

/** `GROUP_TYPE_PROTOCOL_FROM_TO_SOURCE_SOURCE…`; the order of sources means nothing. */
function isSecurityGroupRule(text: string, outputs: ValueMap): boolean {
  const [group, type, protocol = "", from, to, ...sources] = text.split("_");
  const list = (property: string) => {
    const value = outputs[property];
    return Array.isArray(value) ? value.map(String) : [];
  };
  const source = textOf(outputs, "sourceSecurityGroupId");
  const self = outputs.self === true;
  const expected = [
    ...["cidrBlocks", "ipv6CidrBlocks", "prefixListIds"].flatMap(list),
    ...(self ? ["self"] : source === "" ? [] : [source]),
  ];
  return (
    group === textOf(outputs, "securityGroupId") &&
    type === textOf(outputs, "type") &&
    protocolNumber(protocol) === protocolNumber(textOf(outputs, "protocol")) &&
    from === textOf(outputs, "fromPort") &&
    to === textOf(outputs, "toPort") &&
    [...sources].sort().join() === expected.sort().join()
  );
}

/** https://www.iana.org/assignments/protocol-numbers */
const PROTOCOL_NUMBERS: Record<string, string> = { all: "-1", icmp: "1", tcp: "6", udp: "17", icmpv6: "58" };

function protocolNumber(protocol: string): string {
  return PROTOCOL_NUMBERS[protocol.toLowerCase()] ?? protocol;
}
