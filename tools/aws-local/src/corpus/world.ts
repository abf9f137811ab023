import { checkResource } from "../model/check.ts";
import type { ProviderInstance } from "../model/instance.ts";
import { createResource, deleteResource, type Target } from "../model/lifecycle.ts";
import type { PlannedResources } from "../model/planned-resources.ts";
import type { ResourceTypes } from "../model/resource-type.ts";
import { isMap, type Value, type ValueMap } from "../protocol/values.ts";
import type { Store } from "../store/store.ts";

const HERE = {
  account: "000000000000",
  region: "eu-central-1",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  defaultTags: {},
} satisfies ProviderInstance;
const OTHER_REGION = { ...HERE, region: "us-east-1" };
const OTHER_ACCOUNT = { ...HERE, account: "000000000009" };

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

const guard = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
});

/** What exists before a resource is checked: name, type, inputs, where, and whether it is deleted again. */
const THINGS: readonly [
  name: string,
  type: string,
  inputs: ValueMap,
  instance?: ProviderInstance,
  deleted?: true,
][] = [
  ["vpc", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }],
  [
    "subnetA",
    "aws:ec2/subnet:Subnet",
    { vpcId: "<vpc>", cidrBlock: "10.0.0.0/24", availabilityZone: "eu-central-1a" },
  ],
  [
    "subnetB",
    "aws:ec2/subnet:Subnet",
    { vpcId: "<vpc>", cidrBlock: "10.0.1.0/24", availabilityZone: "eu-central-1b" },
  ],
  ["eip", "aws:ec2/eip:Eip", { domain: "vpc" }],
  ["natGateway", "aws:ec2/natGateway:NatGateway", { subnetId: "<subnetA>", allocationId: "<eip>" }],
  ["routeTable", "aws:ec2/routeTable:RouteTable", { vpcId: "<vpc>" }],
  ["securityGroup", "aws:ec2/securityGroup:SecurityGroup", { name: "taken-group", vpcId: "<vpc>" }],
  ["role", "aws:iam/role:Role", { name: "taken-role", assumeRolePolicy: trust }],
  ["key", "aws:kms/key:Key", {}],
  ["secret", "aws:secretsmanager/secret:Secret", { name: "taken-secret" }],
  ["logGroup", "aws:cloudwatch/logGroup:LogGroup", { name: "taken-log-group" }],
  ["rule", "aws:cloudwatch/eventRule:EventRule", { name: "taken-rule", scheduleExpression: "rate(1 day)" }],
  ["queue", "aws:sqs/queue:Queue", { name: "taken-queue" }],
  ["bucket", "aws:s3/bucket:Bucket", { bucket: "taken-bucket" }],
  [
    "profile",
    "aws:signer/signingProfile:SigningProfile",
    { name: "taken_profile", platformId: "AWSLambda-SHA384-ECDSA" },
  ],
  [
    "subnetGroup",
    "aws:rds/subnetGroup:SubnetGroup",
    { name: "taken-subnets", subnetIds: ["<subnetA>", "<subnetB>"] },
  ],
  [
    "cluster",
    "aws:eks/cluster:Cluster",
    { name: "main", roleArn: "<role.arn>", vpcConfig: { subnetIds: ["<subnetA>", "<subnetB>"] } },
  ],
  [
    "function",
    "aws:lambda/function:Function",
    { name: "check", role: "<role.arn>", runtime: "nodejs22.x", handler: "index.handler" },
  ],
  [
    "database",
    "aws:rds/instance:Instance",
    { identifier: "orders", instanceClass: "db.t4g.micro", engine: "postgres", skipFinalSnapshot: true },
  ],
  [
    "databaseCluster",
    "aws:rds/cluster:Cluster",
    { clusterIdentifier: "orders", engine: "aurora-postgresql", skipFinalSnapshot: true },
  ],
  [
    "proxy",
    "aws:rds/proxy:Proxy",
    {
      name: "orders",
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      roleArn: "<role.arn>",
      vpcSubnetIds: ["<subnetA>", "<subnetB>"],
    },
  ],
  ["topic", "aws:sns/topic:Topic", { name: "taken-topic" }],
  [
    "unit",
    "aws:organizations/organizationalUnit:OrganizationalUnit",
    { name: "taken-unit", parentId: "r-ab12" },
  ],
  ["organizationPolicy", "aws:organizations/policy:Policy", { name: "taken-policy", content: guard }],
  ["vpcOfOtherRegion", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }, OTHER_REGION],
  [
    "groupOfOtherRegion",
    "aws:ec2/securityGroup:SecurityGroup",
    { name: "g", vpcId: "<vpcOfOtherRegion>" },
    OTHER_REGION,
  ],
  ["keyOfOtherRegion", "aws:kms/key:Key", {}, OTHER_REGION],
  ["roleOfOtherAccount", "aws:iam/role:Role", { name: "foreign", assumeRolePolicy: trust }, OTHER_ACCOUNT],
  ["vpcOfOtherAccount", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }, OTHER_ACCOUNT],
  ["deletedSecret", "aws:secretsmanager/secret:Secret", { name: "held-secret" }, HERE, true],
  [
    "purgedSecret",
    "aws:secretsmanager/secret:Secret",
    { name: "free-secret", recoveryWindowInDays: 0 },
    HERE,
    true,
  ],
  ["deletedKey", "aws:kms/key:Key", { deletionWindowInDays: 7 }, HERE, true],
  ["peerVpc", "aws:ec2/vpc:Vpc", { cidrBlock: "10.3.0.0/16" }],
  ["overlappingVpc", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.128.0/17" }],
  ["deletedVpc", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }, HERE, true],
];

/** A cloud with the things that the corpus refers to. */
export class World {
  readonly #types: ResourceTypes;
  readonly #store: Store;
  readonly #outputs = new Map<string, ValueMap>();
  readonly #now = new Date("2025-01-01T00:00:00Z");

  constructor(types: ResourceTypes, store: Store) {
    this.#types = types;
    this.#store = store;
    for (const [name, type, inputs, instance = HERE, deleted] of THINGS) {
      const target = this.target(type, name, instance);
      const checked = this.check(type, inputs, name, instance);
      if (checked.failures.length > 0) {
        throw new Error(
          `${name}: ${checked.failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n")}`,
        );
      }
      const { id, outputs } = createResource(target, checked.inputs, store, this.#now);
      this.#outputs.set(name, { ...outputs, id });
      if (deleted === true) deleteResource(target, id, outputs, store, this.#now);
    }
  }

  target(type: string, name: string, instance: ProviderInstance = HERE): Target {
    return {
      type: this.#types.get(type),
      instance,
      urn: `urn:pulumi:local::p::${type}::${name}`,
      logicalName: name,
    };
  }

  /** What the check says of inputs, in which names in angle brackets stand for IDs, `<role.arn>` for another output. */
  check(
    type: string,
    inputs: ValueMap,
    name = "checked",
    instance: ProviderInstance = HERE,
    planned?: PlannedResources,
  ) {
    const { urn } = this.target(type, name);
    return checkResource(
      {
        type: this.#types.get(type),
        instance,
        urn,
        logicalName: name,
        inputs: this.resolve(inputs),
        oldInputs: undefined,
        randomSeed: Buffer.from("seed"),
        autonaming: undefined,
        planned,
      },
      this.#store,
      this.#now,
    );
  }

  /** Creates what was checked, as an `up` would. Throws as AWS would refuse. */
  create(type: string, inputs: ValueMap, name = "checked"): ReturnType<typeof createResource> {
    const target = this.target(type, name);
    return createResource(target, this.check(type, inputs, name).inputs, this.#store, this.#now);
  }

  /** Deletes what was created. */
  delete(type: string, id: string, outputs: ValueMap, name = "checked"): void {
    deleteResource(this.target(type, name), id, outputs, this.#store, this.#now);
  }

  /** Inputs with the names in angle brackets replaced. */
  resolve(inputs: ValueMap): ValueMap {
    return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, this.#resolve(value)]));
  }

  #resolve(value: Value): Value {
    if (Array.isArray(value)) return value.map((entry) => this.#resolve(entry));
    if (isMap(value)) return this.resolve(value);
    if (typeof value !== "string") return value;
    return value.replaceAll(/<(\w+)(?:\.(\w+))?>/g, (_, name: string, output = "id") => {
      const found = this.#outputs.get(name)?.[output];
      if (typeof found !== "string") throw new Error(`The world has no ${name} with the output ${output}.`);
      return found;
    });
  }
}
