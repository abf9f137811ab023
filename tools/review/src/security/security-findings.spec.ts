import { resource, update } from "../../test/change-sets.ts";
import { securityFindings } from "./security-findings.ts";

const findings = (...resources: Parameters<typeof resource>[]) =>
  securityFindings(
    "s",
    resources.map((args) => resource(...args)),
  ).map(
    ({ effect, names, what }) =>
      `${effect} ${names.join(",")} ${what.map((part) => (typeof part === "string" ? part : part.given)).join("")}`,
  );
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

it.each([
  [
    "a new rule",
    ["create", RULE, "r", { inputs: { cidrIpv4: "0.0.0.0/0", fromPort: 22, toPort: 22, ipProtocol: "tcp" } }],
    "wider r lets every address (0.0.0.0/0) in to port 22",
  ],
  [
    "all ports",
    ["create", RULE, "r", { inputs: { cidrIpv6: "::/0", ipProtocol: "-1" } }],
    "wider r lets every address (::/0) in to all ports and protocols",
  ],
  [
    "a wider rule",
    [
      "update",
      "aws:ec2/securityGroup:SecurityGroup",
      "r",
      { properties: [update("ingress[0].cidrBlocks[0]", "10.0.0.0/8", "0.0.0.0/0")] },
    ],
    "wider r lets every address (0.0.0.0/0) in to the ports of the rule",
  ],
  [
    "a rule outwards",
    [
      "create",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "r",
      { inputs: { cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" } },
    ],
    "changed r lets all ports and protocols out to every address (0.0.0.0/0)",
  ],
  [
    "a public database",
    ["update", "aws:rds/instance:Instance", "r", { properties: [update("publiclyAccessible", false, true)] }],
    "wider r can be reached from the internet (publiclyAccessible)",
  ],
  [
    "a public cluster",
    ["create", "aws:eks/cluster:Cluster", "r", { inputs: { vpcConfig: { endpointPublicAccess: true } } }],
    "wider r has an endpoint that can be reached from the internet (vpcConfig.endpointPublicAccess)",
  ],
  [
    "a function for everybody",
    [
      "update",
      "aws:lambda/functionUrl:FunctionUrl",
      "r",
      { properties: [update("authorizationType", "AWS_IAM", "NONE")] },
    ],
    "wider r can be called by anybody: it asks for no authorization (authorizationType)",
  ],
  [
    "a protection taken away",
    ["update", "aws:rds/instance:Instance", "r", { properties: [update("deletionProtection", true, false)] }],
    "wider r is not protected from being deleted (deletionProtection)",
  ],
  [
    "a key of one's own taken away",
    [
      "update",
      "aws:sqs/queue:Queue",
      "r",
      { properties: [{ path: "kmsMasterKeyId", kind: "delete", replaces: false, old: "k" }] },
    ],
    "wider r is no longer encrypted with a key of your own (kmsMasterKeyId)",
  ],
  [
    "a guard that goes",
    ["delete", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "r"],
    "wider r goes away, and with it what it guards",
  ],
  ["a role that goes", ["delete", "aws:iam/role:Role", "r"], "changed r goes away"],
  [
    "a policy not known yet",
    [
      "update",
      "aws:iam/policy:Policy",
      "r",
      { properties: [update("policy", '{"Statement":[]}', "[unknown]")] },
    ],
    "changed r has another policy (policy), which is not known in full yet",
  ],
] as const)("%s", (_, args, told) =>
  expect(findings(args as unknown as Parameters<typeof resource>)).toEqual([told]),
);

it.each([
  [
    "what was so before",
    ["update", "aws:rds/instance:Instance", "r", { properties: [update("publiclyAccessible", true, true)] }],
  ],
  ["a tag of a role", ["update", "aws:iam/role:Role", "r", { properties: [update("tags.Owner", "a", "b")] }]],
  [
    "a new private database",
    [
      "create",
      "aws:rds/instance:Instance",
      "r",
      { inputs: { publiclyAccessible: false, deletionProtection: true } },
    ],
  ],
  [
    "a range of one's own",
    [
      "update",
      "aws:ec2/subnet:Subnet",
      "r",
      { properties: [update("cidrBlock", "10.0.0.0/24", "10.0.1.0/24")] },
    ],
  ],
  ["an alias", ["create", "aws:kms/alias:Alias", "r", { inputs: {} }]],
] as const)("says nothing of %s", (_, args) =>
  expect(findings(args as unknown as Parameters<typeof resource>)).toEqual([]),
);

it("tells new resources of a type together, and what is wider apart", () => {
  const open = (name: string): Parameters<typeof resource> => [
    "create",
    RULE,
    name,
    { inputs: { cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" } },
  ];
  const role = (name: string): Parameters<typeof resource> => [
    "create",
    "aws:iam/instanceProfile:InstanceProfile",
    name,
    { inputs: {} },
  ];
  expect(findings(role("a"), role("b"), open("c"), open("d"))).toEqual([
    "changed a,b is new",
    expect.stringMatching(/^wider c/),
    expect.stringMatching(/^wider d/),
  ]);
});
