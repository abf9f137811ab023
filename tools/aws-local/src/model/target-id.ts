import type { ProviderInstance } from "./instance.ts";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const FUNCTION = "aws:lambda/function:Function";

/** What a text in an input refers to. */
export interface TargetId {
  /** May be another than the input's: a key is named by its alias too. */
  type: string;
  /** Its ID, or its name. */
  id: string;
  /** A preview may know a name before the resource exists; IDs and ARNs it knows only of what exists. */
  byName: boolean;
  /** Of an ARN; empty where it has none. */
  account: string;
  region: string;
}

/** The beginnings of the IDs of EC2's resources. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const EC2_PREFIXES: Record<string, string> = {
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "eigw",
  "aws:ec2/eip:Eip": "eipalloc",
  "aws:ec2/internetGateway:InternetGateway": "igw",
  "aws:ec2/launchTemplate:LaunchTemplate": "lt",
  "aws:ec2/natGateway:NatGateway": "nat",
  "aws:ec2/routeTable:RouteTable": "rtb",
  "aws:ec2/securityGroup:SecurityGroup": "sg",
  "aws:ec2/subnet:Subnet": "subnet",
  "aws:ec2/vpc:Vpc": "vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "pcx",
};

/** Types that inputs name by their physical names. */
const NAMED = new Set([
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:eks/cluster:Cluster",
  "aws:iam/role:Role",
  FUNCTION,
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/instance:Instance",
  "aws:rds/optionGroup:OptionGroup",
  "aws:rds/parameterGroup:ParameterGroup",
  "aws:rds/proxy:Proxy",
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:secretsmanager/secret:Secret",
]);

/**
 * What AWS makes by itself, or with other resources: `default.postgres17`, `default:postgres-17`, `default`
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html), `alias/aws/rds`
 * (https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk), service-linked roles, layers and
 * policies of AWS's own accounts, secrets that RDS manages, policies like `p-FullAWSAccess`.
 */
const OWNED_BY_AWS =
  /^default(?:$|[.:])|(?:^|:)alias\/aws\/|:role\/aws-service-role\/|^arn:aws[a-z-]*:iam::aws:|:secret:rds!|^rds!|^p-[A-Z]/;

/**
 * What a text in an input of a type refers to, if it is in the form of its IDs, ARNs or names, and not AWS's own.
 * Of ARNs of accounts that are not here nothing can be told; only a role must be in the same account everywhere.
 */
export function targetOf(text: string, type: string, { account }: ProviderInstance): TargetId | undefined {
  if (OWNED_BY_AWS.test(text)) return undefined;
  if (text.startsWith("arn:")) return arnTarget(text, type, account);
  const bare = { account: "", region: "" };
  const prefix = EC2_PREFIXES[type];
  if (prefix !== undefined && new RegExp(`^${prefix}-(?:[\\da-f]{8}|[\\da-f]{17})$`).test(text)) {
    return { type, id: text, byName: false, ...bare };
  }
  if (type === KEY) {
    if (text.startsWith("alias/")) return { type: ALIAS, id: text, byName: true, ...bare };
    return isKeyId(text) ? { type, id: text, byName: false, ...bare } : undefined;
  }
  if (type.startsWith("aws:organizations/") && /^(?:ou|p)-/.test(text)) {
    return { type, id: text, byName: false, ...bare };
  }
  if (!NAMED.has(type)) return undefined;
  return { type, id: type === FUNCTION ? functionName(text) : text, byName: true, ...bare };
}

function arnTarget(text: string, type: string, ownAccount: string): TargetId | undefined {
  const [, , service = "", region = "", account = "", ...rest] = text.split(":");
  const resource = rest.join(":");
  const isHere = account === ownAccount || account.startsWith("000000");
  const found = { byName: false, account, region };
  switch (type) {
    case "aws:iam/role:Role":
      return resource.startsWith("role/")
        ? { type, id: resource.split("/").pop() ?? "", ...found }
        : undefined;
    case KEY: {
      if (!isHere) return undefined;
      if (resource.startsWith("alias/")) return { type: ALIAS, id: resource, ...found };
      const id = resource.replace(/^key\//, "");
      return isKeyId(id) ? { type, id, ...found } : undefined;
    }
    case FUNCTION:
      return isHere ? { type, id: functionName(text), ...found } : undefined;
    case "aws:sqs/queue:Queue":
      return isHere && service === "sqs" ? { type, id: resource, ...found } : undefined;
    default:
      return isHere ? { type, id: text, ...found } : undefined;
  }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-id */
function isKeyId(text: string): boolean {
  return /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f]{32})$/.test(text);
}

/** Of a name, an ARN or `ACCOUNT:function:NAME`, each with or without a version or an alias. */
function functionName(text: string): string {
  return text.replace(/^.*?:?function:/, "").split(":")[0] ?? text;
}
