import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { freeBlocks, planSubnets, type Tier, type Zone } from "./cidr-plan.ts";
import { createEndpoints } from "./endpoints.ts";
import { createFlowLog } from "./flow-log.ts";
import { ipv6BlockOf } from "./ipv6-plan.ts";
import { createIpv6Routes } from "./ipv6-routes.ts";
import { createNatGateways } from "./nat-gateways.ts";
import type { AllocationIds, NatStrategy } from "./nat-strategy.ts";
import { createPodSubnets, type PodSubnetIds } from "./pod-subnets.ts";
import { createRoutes } from "./routes.ts";
import { SLOW_INTERFACES } from "./slow-interfaces.ts";

export interface NetworkArgs {
  /** Part of the names that are not made by Pulumi. */
  environment: string;
  accountId: string;
  region: string;
  /** Of the VPC, /16 to /23. A change replaces the network. */
  cidrBlock: string;
  /** The pool of IPAM that the block is allocated from. A change replaces the network. @default none */
  ipamPoolId?: string;
  /** Further blocks of the VPC, for pods alone. Append new ones: each has subnets of its own. @default none */
  secondaryCidrBlocks?: readonly string[];
  /** The letters of the zones in use. Adding or removing one leaves the others as they are. */
  zones: readonly Zone[];
  nat: NatStrategy;
  /** Addresses for the NAT gateways, for each zone that has one, in place of new ones. @default new ones */
  natAllocationIds?: AllocationIds;
  /** Whether every subnet has IPv6 addresses beside those of IPv4. @default false */
  ipv6?: boolean;
  /** Services for which the VPC has an endpoint of its own, for example `secretsmanager`. */
  interfaceEndpoints: readonly string[];
  /** Days. */
  flowLogRetentionInDays: number;
  /** The key that encrypts the flow logs. */
  logsKeyArn: Input<string>;
}

/** The subnets of each tier, by the letter of their zone, in the order of the zones. */
export type Subnets = Readonly<Record<Tier, ReadonlyMap<Zone, Subnet>>>;

// https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html
const LOAD_BALANCER_TAGS: Readonly<Record<Tier, Record<string, string>>> = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  isolated: {},
};

/** A VPC with a public, a private and an isolated subnet in each zone. */
export class Network extends ComponentResource {
  readonly vpcId: Output<string>;
  /** For example `eu-central-1a`, in the order of the zones. */
  readonly availabilityZones: readonly string[];
  /** In the order of the zones. */
  readonly subnetIds: Readonly<Record<Tier, readonly Output<string>[]>>;
  /** By the letter of the zone. */
  readonly subnetIdsByZone: Readonly<Record<Tier, Readonly<Record<string, Output<string>>>>>;
  /** The blocks of the VPC that no subnet has. */
  readonly freeCidrBlocks: readonly string[];
  readonly routeTableIds: {
    readonly public: Output<string>;
    /** In the order of the zones. */
    readonly private: readonly Output<string>[];
    readonly isolated: Output<string>;
  };
  readonly podSubnetIds: PodSubnetIds;
  readonly natGatewayIds: readonly Output<string>[];
  readonly natPublicIps: Output<string[]>;
  readonly endpointSecurityGroupId: Output<string>;
  /** By service, such as `s3` or `ecr.api`. */
  readonly endpointIds: Readonly<Record<string, Output<string>>>;
  readonly flowLogGroupArn: Output<string>;

  constructor(name: string, args: NetworkArgs, options?: ComponentResourceOptions) {
    super("strata:network:Network", name, {}, options);
    const vpc = this.createVpc(name, args);
    this.lockDefaultSecurityGroup(name, vpc);
    const internetGateway = this.createInternetGateway(name, vpc);
    const subnets = this.createSubnets(name, args, vpc);
    const context = { name, args, parent: this, vpc };
    const natGateways = createNatGateways(context, subnets, internetGateway);
    const tables = createRoutes(context, subnets, internetGateway, natGateways);
    if (args.ipv6 === true) createIpv6Routes(context, tables, internetGateway);
    const endpoints = createEndpoints(context, subnets, [...tables.private, tables.isolated]);

    this.vpcId = vpc.id;
    this.availabilityZones = args.zones.map((zone) => `${args.region}${zone}`);
    this.subnetIds = forEachTier((tier) => [...subnets[tier].values()].map((subnet) => subnet.id));
    this.subnetIdsByZone = forEachTier((tier) =>
      Object.fromEntries([...subnets[tier]].map(([zone, subnet]) => [zone, subnet.id])),
    );
    this.freeCidrBlocks = freeBlocks(args.cidrBlock, args.zones);
    this.routeTableIds = {
      public: tables.public.id,
      private: tables.private.map((table) => table.id),
      isolated: tables.isolated.id,
    };
    this.podSubnetIds = createPodSubnets(context, tables);
    this.natGatewayIds = natGateways.ids;
    this.natPublicIps = natGateways.publicIps;
    this.endpointSecurityGroupId = endpoints.securityGroupId;
    this.endpointIds = endpoints.ids;
    this.flowLogGroupArn = createFlowLog(context).logGroupArn;
    this.registerOutputs({ vpcId: this.vpcId, subnetIds: this.subnetIds });
  }

  private createVpc(name: string, { cidrBlock, ipamPoolId, ipv6 }: NetworkArgs): Vpc {
    // Private names of endpoints need both settings of DNS.
    return new Vpc(
      name,
      {
        cidrBlock,
        // The pool is asked for this very block, so that previews can plan subnets.
        ...(ipamPoolId !== undefined && { ipv4IpamPoolId: ipamPoolId }),
        ...(ipv6 === true && { assignGeneratedIpv6CidrBlock: true }),
        enableDnsHostnames: true,
        enableDnsSupport: true,
        tags: { Name: name },
      },
      { parent: this },
    );
  }

  /** AWS puts whatever names no security group into this one. Here that reaches, and is reached by, nothing. */
  private lockDefaultSecurityGroup(name: string, vpc: Vpc): void {
    new DefaultSecurityGroup(
      `${name}-default`,
      { vpcId: vpc.id, ingress: [], egress: [], tags: { Name: `${name}-default-locked` } },
      { parent: this },
    );
  }

  private createInternetGateway(name: string, vpc: Vpc): InternetGateway {
    return new InternetGateway(name, { vpcId: vpc.id, tags: { Name: name } }, { parent: this });
  }

  private createSubnets(name: string, args: NetworkArgs, vpc: Vpc): Subnets {
    const planned = planSubnets(args.cidrBlock, args.zones);
    const subnetsOf = (tier: Tier) =>
      new Map(
        planned
          .filter((subnet) => subnet.tier === tier)
          .map(({ zone, cidrBlock }) => {
            const subnetName = `${name}-${tier}-${zone}`;
            const subnet = new Subnet(
              subnetName,
              {
                vpcId: vpc.id,
                cidrBlock,
                ...(args.ipv6 === true && {
                  ipv6CidrBlock: vpc.ipv6CidrBlock.apply((block) => ipv6BlockOf(block, tier, zone)),
                  assignIpv6AddressOnCreation: true,
                }),
                availabilityZone: `${args.region}${zone}`,
                // Load balancers and NAT gateways have addresses of their own; nothing else here needs one.
                mapPublicIpOnLaunch: false,
                tags: { Name: subnetName, Tier: tier, ...LOAD_BALANCER_TAGS[tier] },
              },
              { parent: this, customTimeouts: SLOW_INTERFACES },
            );
            return [zone, subnet];
          }),
      );
    return forEachTier(subnetsOf);
  }
}

function forEachTier<Value>(make: (tier: Tier) => Value): Record<Tier, Value> {
  return { public: make("public"), private: make("private"), isolated: make("isolated") };
}
