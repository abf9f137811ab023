import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Addon } from "@pulumi/aws/eks/addon.js";
import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import { Cluster } from "@pulumi/eks/cluster.js";
import { ManagedNodeGroup } from "@pulumi/eks/managedNodeGroup.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  output,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import { administratorEntries } from "./access.ts";
import { createNodeLaunchTemplate, createNodeRole, type NodeSettings } from "./nodes.ts";

export interface KubernetesClusterArgs {
  /** Part of the name of the cluster. */
  environment: string;
  accountId: string;
  region: string;
  /** The role that deploys, if it is assumed: the cluster's kubeconfig has to name it. */
  deployRoleArn: string | undefined;
  vpcId: Input<string>;
  /** For load balancers. */
  publicSubnetIds: Input<string[]>;
  /** For nodes and the network interfaces of the control plane. */
  privateSubnetIds: Input<string[]>;
  /** Encrypts the nodes' volumes. */
  dataKeyArn: Input<string>;
  /** Encrypts the control plane's logs. */
  logsKeyArn: Input<string>;
  /** Encrypts Kubernetes secrets. It cannot be taken away again. */
  secretsKeyArn: Input<string>;
  /** Minor version of Kubernetes, for example `1.34`. */
  kubernetesVersion: string;
  /** IAM roles of the cluster's account with all rights in the cluster: names with their paths. */
  administratorRoles: readonly string[];
  /** Addresses that may reach the Kubernetes API from outside the VPC; with none, nobody can. */
  publicAccessCidrs: string[];
  deletionProtection: boolean;
  nodes: NodeSettings;
  /** Days. */
  logRetentionInDays: number;
}

/** A Kubernetes cluster with a private API, and one managed group of nodes in private subnets. */
export class KubernetesCluster extends ComponentResource {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly clusterEndpoint: Output<string>;
  readonly clusterSecurityGroupId: Output<string>;
  readonly nodeSecurityGroupId: Output<string>;
  readonly nodeRoleArn: Output<string>;
  readonly oidcProviderArn: Output<string>;
  readonly oidcIssuer: Output<string>;

  constructor(name: string, args: KubernetesClusterArgs, options?: ComponentResourceOptions) {
    super("strata:eks:KubernetesCluster", name, {}, options);
    this.clusterName = `strata-${args.environment}`;
    this.clusterArn = `arn:aws:eks:${args.region}:${args.accountId}:cluster/${this.clusterName}`;
    const logGroup = this.createLogGroup(name, args);
    const cluster = this.createCluster(name, args, logGroup);
    const oidcProvider = this.createOidcProvider(name, cluster);
    const podIdentity = this.createPodIdentityAgent(name, cluster);
    const nodeRole = createNodeRole(name, this);
    this.createNodeGroup(name, args, cluster, nodeRole, podIdentity);

    this.clusterEndpoint = cluster.core.apply((core) => core.endpoint);
    this.clusterSecurityGroupId = cluster.clusterSecurityGroupId;
    this.nodeSecurityGroupId = cluster.nodeSecurityGroupId;
    this.nodeRoleArn = nodeRole.arn;
    this.oidcProviderArn = oidcProvider.arn;
    this.oidcIssuer = cluster.oidcIssuer;
    this.registerOutputs({ clusterName: this.clusterName, clusterEndpoint: this.clusterEndpoint });
  }

  // Before the cluster: EKS would make its own, unencrypted and kept for ever.
  private createLogGroup(name: string, args: KubernetesClusterArgs): LogGroup {
    return new LogGroup(
      `${name}-control-plane`,
      {
        name: `/aws/eks/${this.clusterName}/cluster`,
        kmsKeyId: args.logsKeyArn,
        retentionInDays: args.logRetentionInDays,
      },
      { parent: this },
    );
  }

  private createCluster(name: string, args: KubernetesClusterArgs, logGroup: LogGroup): Cluster {
    return new Cluster(
      name,
      {
        name: this.clusterName,
        version: args.kubernetesVersion,
        vpcId: args.vpcId,
        publicSubnetIds: args.publicSubnetIds,
        privateSubnetIds: args.privateSubnetIds,
        nodeAssociatePublicIpAddress: false,
        endpointPrivateAccess: true,
        endpointPublicAccess: args.publicAccessCidrs.length > 0,
        publicAccessCidrs: args.publicAccessCidrs.length > 0 ? args.publicAccessCidrs : undefined,
        authenticationMode: "API",
        accessEntries: administratorEntries(
          args.administratorRoles.map((role) => `arn:aws:iam::${args.accountId}:role/${role}`),
        ),
        // Without it, a kubeconfig for an assumed role lacks the role (pulumi/pulumi-eks#669).
        providerCredentialOpts: args.deployRoleArn ? { roleArn: args.deployRoleArn } : undefined,
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        encryptionConfigKeyArn: args.secretsKeyArn,
        skipDefaultNodeGroup: true,
        // Made here instead: the component would open a connection to AWS in every preview.
        createOidcProvider: false,
        deletionProtection: args.deletionProtection,
        upgradePolicy: { supportType: "STANDARD" },
      },
      { parent: this, dependsOn: [logGroup] },
    );
  }

  // AWS knows the certificates of its own issuers; no thumbprint is needed.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc_verify-thumbprint.html
  private createOidcProvider(name: string, cluster: Cluster): OpenIdConnectProvider {
    return new OpenIdConnectProvider(
      name,
      { url: cluster.oidcProviderUrl, clientIdLists: ["sts.amazonaws.com"] },
      { parent: this },
    );
  }

  // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
  private createPodIdentityAgent(name: string, cluster: Cluster): Addon {
    return new Addon(
      `${name}-pod-identity-agent`,
      { clusterName: this.clusterName, addonName: "eks-pod-identity-agent" },
      { parent: this, dependsOn: [cluster] },
    );
  }

  private createNodeGroup(
    name: string,
    args: KubernetesClusterArgs,
    cluster: Cluster,
    role: Resource & { arn: Output<string> },
    podIdentity: Addon,
  ): ManagedNodeGroup {
    const launchTemplate = createNodeLaunchTemplate(name, args, this);
    const { instanceTypes, minSize, maxSize, desiredSize } = args.nodes;
    return new ManagedNodeGroup(
      `${name}-nodes`,
      {
        cluster,
        nodeRoleArn: role.arn,
        subnetIds: output(args.privateSubnetIds),
        instanceTypes,
        scalingConfig: { minSize, maxSize, desiredSize },
        launchTemplate: {
          id: launchTemplate.id,
          version: interpolate`${launchTemplate.latestVersion}`,
        },
      },
      // Add-ons that pods need at their start come before the nodes.
      { parent: this, dependsOn: [podIdentity] },
    );
  }
}
