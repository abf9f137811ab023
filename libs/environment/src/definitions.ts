import type { Environment } from "./environments.ts";

/** The accounts of each environment. What runs the product, and what its environments share: DNS, registries, images. */
export const ACCOUNT_ALIASES = ["workloads", "shared"] as const;

/** Every region that some environment uses. */
export const REGIONS = ["eu-central-1", "eu-west-1"] as const;

export type AccountAlias = (typeof ACCOUNT_ALIASES)[number];
export type Region = (typeof REGIONS)[number];

/** An account and a region of it, as a key: `workloads/eu-central-1`. */
export type RouteKey = `${AccountAlias}/${Region}`;

/** Placeholder: the name that makes this organization's names unique in the world. */
const ORGANIZATION = "example";

/** What all environments have in common. The value of the tag `repository`. */
export const REPOSITORY = `github.com/${ORGANIZATION}/strata`;

/** The roles of an account that runs assume: `preview` may only read, `apply` changes. */
export interface AccountRoles {
  readonly preview: string;
  readonly apply: string;
}

/** What is written down about an account. Its ID is recorded apart, in account-ids.json. */
export interface AccountSettings {
  /** Path of organizational units, from the root of the organization. */
  readonly organizationalUnit: string;
  /** Names of roles, not ARNs. */
  readonly roles: AccountRoles;
  /** The profile of IAM Identity Center that a developer signs in with; none where nobody signs in. */
  readonly profile?: string;
}

/** How the real AWS provider reaches an emulator in place of AWS. */
export interface Emulator {
  /** The variable that holds the emulator's URL while a program runs. Set by whoever starts it, or by the user. */
  readonly endpointVariable: string;
  /** The services whose endpoint is replaced, by their names in the provider's `endpoints`. */
  readonly services: readonly string[];
  /** Settings of the provider that only an emulator needs. */
  readonly provider: {
    readonly s3UsePathStyle: boolean;
    readonly skipCredentialsValidation: boolean;
    readonly skipMetadataApiCheck: boolean;
    readonly skipRegionValidation: boolean;
  };
}

/** Where Pulumi keeps the state of an environment. */
export interface Backend {
  /** `file://` and a folder, `s3://` and a bucket, or `https://` and a Pulumi Cloud. */
  readonly url: string;
  /** The account of a bucket and of the key of the secrets; none for anything else. */
  readonly account?: AccountAlias;
  /**
   * The DynamoDB table of the leases of a bucket's stacks, in its account and region. A bucket has one; a folder has one
   * machine's writers only, and a Pulumi Cloud lets one writer in at a time by itself.
   */
  readonly lockTable?: string;
  /** Where a bucket is copied to, beside: a bucket with versioning in another region or account, which exists already. */
  readonly replication?: BackendReplication;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html */
export interface BackendReplication {
  readonly bucketArn: string;
  /** The role that S3 assumes. */
  readonly roleArn: string;
  /** The key that encrypts the copies. */
  readonly keyArn: string;
}

export interface EnvironmentSettings {
  readonly accounts: Readonly<Record<AccountAlias, AccountSettings>>;
  readonly regions: readonly Region[];
  /** The IPv4 block of the VPC of each route. Routes without one have no network. */
  readonly cidrBlocks: Readonly<Partial<Record<RouteKey, string>>>;
  /**
   * Further IPv4 blocks of the VPC of a route, for pods, for example of 100.64.0.0/10. Append new ones: each has subnets of its
   * own. @default none
   */
  readonly secondaryCidrBlocks?: Readonly<Partial<Record<RouteKey, readonly string[]>>>;
  /**
   * The pool of IPAM that the block in `cidrBlocks` is allocated from, so that IPAM refuses what others have and shows what is
   * used: `ipam-pool-…`, in the region of the route. Only a new VPC can have one. @default none
   */
  readonly ipamPools?: Readonly<Partial<Record<RouteKey, string>>>;
  /** A URL for PULUMI_BACKEND_URL. The path of a `file://` URL is relative to the root of the workspace. */
  readonly backend: Backend;
  /** For `pulumi stack init --secrets-provider`; `default` for the keys that a Pulumi Cloud has itself. */
  readonly secretsProvider: string;
  readonly emulator?: Emulator;
}

const ROLES: AccountRoles = { preview: "strata-preview", apply: "strata-apply" };

/**
 * The blocks of an environment: it has a /12 of its own, of which each account has eight /16, one for each region, so
 * that regions can be added to an account without renumbering.
 */
function cidrBlocksFrom(second: number): Record<RouteKey, string> {
  return {
    "workloads/eu-central-1": `10.${second}.0.0/16`,
    "workloads/eu-west-1": `10.${second + 1}.0.0/16`,
    "shared/eu-central-1": `10.${second + 8}.0.0/16`,
    "shared/eu-west-1": `10.${second + 9}.0.0/16`,
  };
}

/** An environment in AWS: each account is its own, and so are its state and the key of its secrets. */
function inAws(name: string, unit: string, cidrBlocks: Record<RouteKey, string>): EnvironmentSettings {
  return {
    accounts: {
      workloads: {
        organizationalUnit: `Workloads/${unit}`,
        roles: ROLES,
        profile: `strata-${name}-workloads`,
      },
      shared: {
        organizationalUnit: `Infrastructure/${unit}`,
        roles: ROLES,
        profile: `strata-${name}-shared`,
      },
    },
    regions: REGIONS,
    cidrBlocks,
    // https://www.pulumi.com/docs/iac/concepts/state-and-backends/#aws-s3
    backend: {
      url: `s3://${ORGANIZATION}-strata-state-${name}?region=eu-central-1&awssdk=v2`,
      account: "shared",
      lockTable: `${ORGANIZATION}-strata-locks-${name}`,
    },
    secretsProvider: `awskms://alias/strata-pulumi-${name}?region=eu-central-1`,
  };
}

/** An environment on this machine, whose accounts exist nowhere. */
function onThisMachine(
  unit: string,
  state: string,
  cidrBlocks: Record<RouteKey, string>,
): EnvironmentSettings {
  return {
    accounts: {
      workloads: { organizationalUnit: `Workloads/${unit}`, roles: ROLES },
      shared: { organizationalUnit: `Infrastructure/${unit}`, roles: ROLES },
    },
    regions: REGIONS,
    cidrBlocks,
    backend: { url: `file://${state}` },
    secretsProvider: "passphrase",
  };
}

/**
 * The catalogue as it is written down. What is added here is checked when the catalogue is first used: see
 * `catalogueProblems`.
 */
export const DEFINITIONS: Readonly<Record<Environment, EnvironmentSettings>> = {
  local: onThisMachine("Local", ".strata/state", cidrBlocksFrom(0)),
  sandbox: {
    ...onThisMachine("Sandbox", ".strata/sandbox-state", cidrBlocksFrom(48)),
    emulator: {
      endpointVariable: "STRATA_SANDBOX_ENDPOINT",
      // The services of these stacks, as the provider names them:
      // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints
      services: [
        "autoscaling",
        "cloudwatch",
        "ec2",
        "ecr",
        "eks",
        "elbv2",
        "events",
        "iam",
        "kms",
        "lambda",
        "logs",
        "rds",
        "s3",
        "secretsmanager",
        "signer",
        "sns",
        "sqs",
        "ssm",
        "sts",
      ],
      provider: {
        s3UsePathStyle: true,
        skipCredentialsValidation: true,
        skipMetadataApiCheck: true,
        skipRegionValidation: true,
      },
    },
  },
  dev: inAws("dev", "Dev", cidrBlocksFrom(16)),
  prod: inAws("prod", "Prod", cidrBlocksFrom(32)),
};
