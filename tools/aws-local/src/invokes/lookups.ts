import { isMap, type ValueMap } from "../protocol/values.ts";
import { hasTags, passesFilters } from "./ec2-filters.ts";

/** A function that reads a resource which exists. */
export interface Lookup {
  type: string;
  /** Whether a resource is what the arguments ask for. */
  matches: (args: ValueMap, outputs: ValueMap) => boolean;
  /** What the result has that the resource's outputs have not, or have under another name. */
  result?: (outputs: ValueMap) => ValueMap;
}

/** Every argument that is given is an output of the same name, or of the name that is given here. */
function equal(renamed: Record<string, string> = {}) {
  return ({ filters, tags, region: _, ...args }: ValueMap, outputs: ValueMap): boolean =>
    Object.entries(args).every(([key, value]) => value === outputs[renamed[key] ?? key]) &&
    hasTags(tags, outputs) &&
    passesFilters(filters, outputs);
}

/** Functions that are answered from the store. */
export const LOOKUPS: Record<string, Lookup> = {
  "aws:ec2/getVpc:getVpc": {
    type: "aws:ec2/vpc:Vpc",
    // There is no default VPC.
    matches: ({ default: isDefault, state, ...args }, outputs) =>
      isDefault !== true && (state ?? "available") === "available" && equal()(args, outputs),
    result: () => ({ default: false, state: "available" }),
  },
  "aws:ec2/getSubnet:getSubnet": {
    type: "aws:ec2/subnet:Subnet",
    matches: ({ defaultForAz, state, ...args }, outputs) =>
      defaultForAz !== true && (state ?? "available") === "available" && equal()(args, outputs),
    result: () => ({ defaultForAz: false, state: "available" }),
  },
  "aws:ec2/getSecurityGroup:getSecurityGroup": {
    type: "aws:ec2/securityGroup:SecurityGroup",
    matches: equal(),
  },
  "aws:ec2/getRouteTable:getRouteTable": {
    type: "aws:ec2/routeTable:RouteTable",
    matches: equal({ routeTableId: "id" }),
    result: ({ id }) => ({ routeTableId: id ?? "" }),
  },
  "aws:kms/getAlias:getAlias": {
    type: "aws:kms/alias:Alias",
    matches: equal(),
    result: ({ targetKeyArn }) => ({ targetKeyId: String(targetKeyArn).split("/").pop() ?? "" }),
  },
  "aws:kms/getKey:getKey": {
    type: "aws:kms/key:Key",
    matches: ({ keyId }, outputs) => keyId === outputs.keyId || keyId === outputs.arn,
    result: ({ arn, isEnabled, customerMasterKeySpec }) => ({
      awsAccountId: String(arn).split(":")[4] ?? "",
      enabled: isEnabled !== false,
      keyManager: "CUSTOMER",
      keySpec: customerMasterKeySpec ?? "",
      keyState: isEnabled === false ? "Disabled" : "Enabled",
      origin: "AWS_KMS",
    }),
  },
  "aws:iam/getRole:getRole": { type: "aws:iam/role:Role", matches: equal() },
  "aws:iam/getPolicy:getPolicy": {
    type: "aws:iam/policy:Policy",
    matches: ({ pathPrefix, ...args }, outputs) =>
      String(outputs.path).startsWith(typeof pathPrefix === "string" ? pathPrefix : "/") &&
      equal()(args, outputs),
  },
  "aws:eks/getCluster:getCluster": {
    type: "aws:eks/cluster:Cluster",
    matches: equal(),
    result: ({ vpcConfig }) => ({ vpcConfig: isMap(vpcConfig) ? vpcConfig : {} }),
  },
  "aws:eks/getClusterAuth:getClusterAuth": {
    type: "aws:eks/cluster:Cluster",
    matches: equal(),
    // Of the form of AWS's, and good for nothing.
    result: ({ name }) => ({
      token: `k8s-aws-v1.${Buffer.from(`no token: local cluster ${String(name)}`).toString("base64url")}`,
    }),
  },
  "aws:secretsmanager/getSecret:getSecret": { type: "aws:secretsmanager/secret:Secret", matches: equal() },
  "aws:ssm/getParameter:getParameter": {
    type: "aws:ssm/parameter:Parameter",
    matches: ({ withDecryption: _, ...args }, outputs) => equal()(args, outputs),
    result: ({ type, value, insecureValue }) => ({
      value: value || insecureValue || "",
      insecureValue: type === "SecureString" ? "" : insecureValue || value || "",
    }),
  },
  "aws:cloudwatch/getLogGroup:getLogGroup": { type: "aws:cloudwatch/logGroup:LogGroup", matches: equal() },
  "aws:lambda/getFunction:getFunction": {
    type: "aws:lambda/function:Function",
    matches: ({ qualifier: _, ...args }, outputs) => equal({ functionName: "name" })(args, outputs),
    result: ({ name }) => ({ functionName: name ?? "" }),
  },
  "aws:sqs/getQueue:getQueue": { type: "aws:sqs/queue:Queue", matches: equal() },
  "aws:sns/getTopic:getTopic": { type: "aws:sns/topic:Topic", matches: equal() },
  "aws:rds/getInstance:getInstance": {
    type: "aws:rds/instance:Instance",
    matches: equal({ dbInstanceIdentifier: "identifier" }),
    result: ({
      arn,
      identifier,
      instanceClass,
      port,
      dbSubnetGroupName,
      username,
      parameterGroupName,
      vpcSecurityGroupIds,
    }) => ({
      dbInstanceArn: arn ?? "",
      dbInstanceIdentifier: identifier ?? "",
      dbInstanceClass: instanceClass ?? "",
      dbInstancePort: port ?? 0,
      dbSubnetGroup: dbSubnetGroupName ?? "",
      masterUsername: username ?? "",
      dbParameterGroups: parameterGroupName === undefined ? [] : [parameterGroupName],
      vpcSecurityGroups: vpcSecurityGroupIds ?? [],
    }),
  },
};
