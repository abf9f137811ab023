import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import type { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import { Cluster } from "@pulumi/eks/cluster.js";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { accessEntries, type AccessRow, accessTable, administratorGrants } from "./access.ts";
import { type AddonVersions, addonVersionsOf } from "./addon-versions.ts";
import { createAddonsOnNodes, createPodIdentityAgent } from "./addons.ts";
import { hardenClusterChildren } from "./cluster-transform.ts";
import type { EksConfig } from "./config.ts";
import { createControlPlaneSecurityGroup } from "./control-plane-access.ts";
import { Karpenter } from "./karpenter.ts";
import { createNodeGroups } from "./node-groups.ts";
import { createNodeRole } from "./node-role.ts";
import { type ClusterIdentity, createPodIdentity } from "./pod-identity.ts";

/** What the cluster is made of, beside its configuration. */
export interface KubernetesClusterArgs extends Omit<EksConfig, "account" | "region" | "tags"> {
  /** Part of the name of the cluster. */
  environment: string;
  accountId: string;
  region: string;
  /** The role that deploys, if it is assumed: the cluster's kubeconfig has to name it. */
  deployRoleArn: string | undefined;
  vpcId: Input<string>;
  /** For load balancers. */
  publicSubnetIds: Input<string[]>;
  /** For nodes and the network interfaces of the control plane, in the order of the zones. */
  privateSubnetIds: Input<string[]>;
  /** For example `eu-central-1a`. */
  availabilityZones: Input<string[]>;
  /** Encrypts the nodes' volumes. */
  dataKeyArn: Input<string>;
  /** Encrypts the control plane's logs. */
  logsKeyArn: Input<string>;
  /** Encrypts Kubernetes secrets. It cannot be taken away again. */
  secretsKeyArn: Input<string>;
  /** What nodes, their volumes and network interfaces are tagged with. */
  nodeTags: Readonly<Record<string, string>>;
}

/** A Kubernetes cluster with a private API, managed groups of nodes in private subnets, and who may use it. */
export class KubernetesCluster extends ComponentResource {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly clusterEndpoint: Output<string>;
  /** Of the control plane; others than nodes are let in here. */
  readonly clusterSecurityGroupId: Output<string>;
  /** Of the nodes, and so of the pods: the one that EKS makes. */
  readonly nodeSecurityGroupId: Output<string>;
  readonly nodeRoleArn: Output<string>;
  readonly oidcProviderArn: Output<string>;
  readonly oidcIssuer: Output<string>;
  /** JSON, for kubectl: it gets its token from the AWS CLI, and has no credentials in it. */
  readonly kubeconfig: Output<string>;
  readonly accessTable: AccessRow[];
  readonly addonVersions: AddonVersions;
  readonly podIdentityRoleArns: Record<string, Output<string>>;
  /** If it is asked for. */
  readonly karpenter: Karpenter | undefined;

  constructor(name: string, args: KubernetesClusterArgs, options?: ComponentResourceOptions) {
    super("strata:eks:KubernetesCluster", name, {}, options);
    this.clusterName = `strata-${args.environment}`;
    this.clusterArn = `arn:aws:eks:${args.region}:${args.accountId}:cluster/${this.clusterName}`;
    this.addonVersions = addonVersionsOf(args.kubernetesVersion, args.addonVersions);
    const grants = [...administratorGrants(args.administratorRoles), ...args.access];
    this.accessTable = accessTable(args.accountId, grants);

    const logGroup = this.createLogGroup(name, args);
    const securityGroup = createControlPlaneSecurityGroup(name, args, this);
    const cluster = this.createCluster(
      name,
      args,
      accessEntries(args.accountId, grants),
      securityGroup,
      logGroup,
    );
    const oidcProvider = this.createOidcProvider(name, cluster);
    const addons = { ...this.identity(args), versions: this.addonVersions };
    const podIdentityAgent = createPodIdentityAgent(name, addons, this, cluster);
    const nodes = createNodeRole(name, this);
    const nodeGroups = createNodeGroups(
      name,
      { ...args, clusterName: this.clusterName, nodeRoleArn: nodes.role.arn, tags: args.nodeTags },
      this,
      [cluster, podIdentityAgent, ...nodes.attachments],
    );
    createAddonsOnNodes(name, addons, this, nodeGroups);
    this.podIdentityRoleArns = this.createPodIdentities(name, args, cluster);
    this.karpenter = args.karpenter ? this.createKarpenter(name, args, cluster) : undefined;

    this.clusterEndpoint = cluster.core.apply((core) => core.endpoint);
    this.clusterSecurityGroupId = cluster.clusterSecurityGroupId;
    this.nodeSecurityGroupId = cluster.nodeSecurityGroupId;
    this.nodeRoleArn = nodes.role.arn;
    this.oidcProviderArn = oidcProvider.arn;
    this.oidcIssuer = cluster.oidcIssuer;
    this.kubeconfig = cluster.kubeconfigJson;
    this.registerOutputs({ clusterName: this.clusterName, clusterEndpoint: this.clusterEndpoint });
  }

  private identity({ accountId }: KubernetesClusterArgs): ClusterIdentity {
    return { accountId, clusterName: this.clusterName, clusterArn: this.clusterArn };
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

  private createCluster(
    name: string,
    args: KubernetesClusterArgs,
    entries: ReturnType<typeof accessEntries>,
    securityGroup: SecurityGroup,
    logGroup: LogGroup,
  ): Cluster {
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
        // Those of the component open everything to 0.0.0.0/0, and managed nodes are in the one that EKS makes.
        skipDefaultSecurityGroups: true,
        clusterSecurityGroup: securityGroup,
        authenticationMode: "API",
        accessEntries: entries,
        // Without it, a kubeconfig for an assumed role lacks the role (pulumi/pulumi-eks#669).
        providerCredentialOpts: args.deployRoleArn ? { roleArn: args.deployRoleArn } : undefined,
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        encryptionConfigKeyArn: args.secretsKeyArn,
        skipDefaultNodeGroup: true,
        // Made here instead: the component would open a connection to AWS in every preview.
        createOidcProvider: false,
        // With a version nobody asks AWS for the newest.
        vpcCniOptions: { addonVersion: this.addonVersions["vpc-cni"] },
        kubeProxyAddonOptions: { version: this.addonVersions["kube-proxy"] },
        deletionProtection: args.deletionProtection,
        upgradePolicy: { supportType: "STANDARD" },
      },
      { parent: this, dependsOn: [logGroup], transforms: [hardenClusterChildren] },
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

  private createKarpenter(name: string, args: KubernetesClusterArgs, cluster: Cluster): Karpenter {
    const { nodeSecurityGroupId } = cluster;
    return new Karpenter(
      `${name}-karpenter`,
      { ...this.identity(args), region: args.region, nodeSecurityGroupId, cluster },
      { parent: this },
    );
  }

  private createPodIdentities(
    name: string,
    args: KubernetesClusterArgs,
    cluster: Cluster,
  ): Record<string, Output<string>> {
    const roles = Object.entries(args.podIdentities).map(([key, identity]) => [
      key,
      createPodIdentity(`${name}-pod-${key}`, this.identity(args), identity, this, { dependsOn: [cluster] })
        .arn,
    ]);
    return Object.fromEntries(roles) as Record<string, Output<string>>;
  }
}
