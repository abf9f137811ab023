import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Inputs,
  output,
  type Output,
  ProviderResource,
  type Resource,
  runtime,
} from "@pulumi/pulumi";
import { versionOf } from "../server/versions.ts";
import { AwsResource } from "./aws-resource.ts";
import type { ConstructedComponent } from "./component-types.ts";
import { createAccessEntries } from "./eks-access-entries.ts";
import { createClusterAddon, VpcCniAddon } from "./eks-cluster-addons.ts";
import type { ClusterInputs } from "./eks-cluster-inputs.ts";
import { outputsOf } from "./eks-cluster-outputs.ts";
import { arnOf } from "./eks-cluster-reference.ts";
import { assertClusterOptions, refuse } from "./eks-options.ts";
import { createClusterSecurityGroup, createNodeSecurityGroup } from "./eks-security-groups.ts";
import { ServiceRole } from "./eks-service-role.ts";
import { kubeconfigOf } from "./kubeconfig.ts";
import { unknownCniOptions } from "./vpc-cni-configuration.ts";

const TYPE = "eks:index:Cluster";

/** Constructs eks.Cluster: the same children, names, parents and outputs as @pulumi/eks 4.3.0 makes. */
export function constructCluster(
  name: string,
  inputs: Inputs,
  options: ComponentResourceOptions,
): ConstructedComponent {
  assertClusterOptions(name, inputs);
  const cluster = new Cluster(name, inputs as unknown as ClusterInputs, options);
  return { urn: cluster.urn, outputs: cluster.outputs };
}

class Cluster extends ComponentResource {
  readonly outputs: Record<string, unknown>;

  constructor(name: string, args: ClusterInputs, options: ComponentResourceOptions) {
    super(TYPE, name, {}, options);
    const subnetIds = subnetsOf(args);
    const serviceRole = args.serviceRole === undefined ? this.#createServiceRole(name, args) : undefined;
    const roleArn = serviceRole?.arn ?? arnOf(args.serviceRole);
    const ownGroup = args.skipDefaultSecurityGroups
      ? undefined
      : createClusterSecurityGroup(
          name,
          { ...args, tags: args.tags, clusterSecurityGroupTags: args.clusterSecurityGroupTags },
          this,
        );
    const clusterGroup = args.clusterSecurityGroup ?? ownGroup;
    const clusterGroupId =
      clusterGroup === undefined ? undefined : output(clusterGroup).apply((group) => group.id);
    const cluster = this.#createCluster(name, args, { subnetIds, roleArn, clusterGroupId, serviceRole });
    if (args.kubeProxyAddonOptions?.enabled ?? true) {
      createClusterAddon(
        name,
        { addonName: "kube-proxy", cluster, options: args.kubeProxyAddonOptions, tags: args.tags },
        this,
      );
    }
    const kubernetes = this.#createKubernetesProvider(name, args, cluster);
    const entries = createAccessEntries(name, args.accessEntries ?? {}, cluster, this);
    const vpcCni = this.#createVpcCni(name, args, cluster, entries);
    const { corednsAddonOptions: coredns } = args;
    if (coredns?.enabled === true || coredns?.configurationValues !== undefined) {
      createClusterAddon(name, { addonName: "coredns", cluster, options: coredns, tags: args.tags }, this);
    }
    const nodes =
      ownGroup === undefined
        ? undefined
        : createNodeSecurityGroup(
            name,
            {
              vpcId: args.vpcId,
              clusterName: cluster.get("name"),
              clusterSecurityGroupId: ownGroup.id,
              tags: args.tags,
              nodeSecurityGroupTags: args.nodeSecurityGroupTags,
            },
            this,
          );
    this.outputs = outputsOf(args, {
      cluster,
      subnetIds,
      clusterGroup,
      clusterGroupId,
      nodes,
      kubernetes,
      vpcCni,
      serviceRole,
    });
    this.registerOutputs(this.outputs);
  }

  #createServiceRole(name: string, { tags }: ClusterInputs): ServiceRole {
    const partition = output(
      runtime.invoke("aws:index/getPartition:getPartition", {}, { parent: this }),
    ).apply((found) => (found as { partition: string }).partition);
    return new ServiceRole(
      `${name}-eksRole`,
      {
        service: "eks.amazonaws.com",
        description: "Allows EKS to manage clusters on your behalf.",
        managedPolicies: ["AmazonEKSClusterPolicy"],
        actions: ["sts:AssumeRole", "sts:TagSession"],
        partition,
        tags,
      },
      this,
    );
  }

  #createCluster(
    name: string,
    args: ClusterInputs,
    made: {
      subnetIds: Output<string[]>;
      roleArn: Output<string>;
      clusterGroupId: Output<string> | undefined;
      serviceRole?: ServiceRole;
    },
  ): AwsResource {
    const { encryptionConfigKeyArn: keyArn, publicAccessCidrs } = args;
    const network =
      args.kubernetesServiceIpAddressRange === undefined && args.ipFamily === undefined
        ? undefined
        : all([args.kubernetesServiceIpAddressRange, args.ipFamily]).apply(([range, ipFamily = "ipv4"]) => ({
            serviceIpv4Cidr: ipFamily === "ipv4" ? range : undefined,
            ipFamily,
          }));
    return new AwsResource(
      "aws:eks/cluster:Cluster",
      `${name}-eksCluster`,
      {
        name: args.name,
        roleArn: made.roleArn,
        kubernetesNetworkConfig: network,
        bootstrapSelfManagedAddons: args.bootstrapSelfManagedAddons ?? true,
        vpcConfig: {
          securityGroupIds: made.clusterGroupId === undefined ? undefined : [made.clusterGroupId],
          subnetIds: made.subnetIds,
          endpointPrivateAccess: args.endpointPrivateAccess,
          endpointPublicAccess: args.endpointPublicAccess,
          publicAccessCidrs:
            publicAccessCidrs === undefined
              ? undefined
              : all([publicAccessCidrs, args.endpointPublicAccess ?? true]).apply(([cidrs, isPublic]) => {
                  if (!isPublic)
                    refuse(TYPE, name, ["publicAccessCidrs needs endpointPublicAccess to be true"]);
                  return cidrs;
                }),
        },
        version: args.version,
        enabledClusterLogTypes: args.enabledClusterLogTypes,
        tags: all([args.clusterTags, args.tags]).apply(([own, tags]) => ({
          Name: `${name}-eksCluster`,
          ...own,
          ...tags,
        })),
        encryptionConfig: keyArn === undefined ? undefined : { provider: { keyArn }, resources: ["secrets"] },
        accessConfig: {
          authenticationMode: args.authenticationMode,
          bootstrapClusterCreatorAdminPermissions: true,
        },
        upgradePolicy: args.upgradePolicy,
        deletionProtection: args.deletionProtection,
      },
      [
        "arn",
        "name",
        "version",
        "endpoint",
        "certificateAuthority",
        "identities",
        "vpcConfig",
        "accessConfig",
        "status",
      ],
      {
        parent: this,
        ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
        dependsOn:
          made.serviceRole === undefined ? [] : [made.serviceRole.role, ...made.serviceRole.attachments],
      },
    );
  }

  #createKubernetesProvider(name: string, args: ClusterInputs, cluster: AwsResource): ProviderResource {
    return new KubernetesProvider(
      `${name}-eks-k8s`,
      {
        kubeconfig: kubeconfigOf(cluster, args.providerCredentialOpts, true).apply((value) =>
          JSON.stringify(value),
        ),
        enableConfigMapMutable:
          args.enableConfigMapMutable === undefined
            ? undefined
            : output(args.enableConfigMapMutable).apply(JSON.stringify),
      },
      { parent: this, version: versionOf("kubernetes") },
    );
  }

  #createVpcCni(
    name: string,
    args: ClusterInputs,
    cluster: AwsResource,
    entries: Resource[],
  ): VpcCniAddon | undefined {
    // As @pulumi/eks reads it: true means "leave the one that EKS installs alone".
    if (args.useDefaultVpcCni === true) return undefined;
    const { vpcCniOptions } = args;
    const {
      addonVersion: _v,
      serviceAccountRoleArn: _r,
      resolveConflictsOnCreate: _c,
      resolveConflictsOnUpdate: _u,
      ...settings
    } = vpcCniOptions ?? {};
    refuse(
      TYPE,
      name,
      unknownCniOptions(settings).map((key) => `vpcCniOptions.${key} is not implemented`),
    );
    return new VpcCniAddon(
      `${name}-vpc-cni`,
      { cluster, options: vpcCniOptions, tags: args.tags },
      { parent: this, dependsOn: entries },
    );
  }
}

class KubernetesProvider extends ProviderResource {
  constructor(name: string, inputs: Inputs, options: { parent: Resource; version: string }) {
    super("kubernetes", name, inputs, options);
  }
}

/** Public ones first, as @pulumi/eks joins them. */
function subnetsOf({ subnetIds, publicSubnetIds, privateSubnetIds }: ClusterInputs): Output<string[]> {
  if (subnetIds !== undefined) return output(subnetIds);
  return all([publicSubnetIds ?? [], privateSubnetIds ?? []]).apply(([open, closed]) => [...open, ...closed]);
}
