import {
  all,
  ComponentResource,
  type Input,
  type Output,
  output,
  type Resource,
  runtime,
} from "@pulumi/pulumi";
import { AwsResource } from "./aws-resource.ts";
import { type CniSettings, cniConfiguration } from "./vpc-cni-configuration.ts";

export interface AddonOptions {
  enabled?: boolean;
  version?: Input<string>;
  configurationValues?: Input<object>;
  resolveConflictsOnCreate?: Input<string>;
  resolveConflictsOnUpdate?: Input<string>;
}

export interface AddonArgs {
  addonName: string;
  cluster: AwsResource;
  options: AddonOptions | undefined;
  tags: Input<Record<string, string>> | undefined;
}

const ADDON = "aws:eks/addon:Addon";
const OVERWRITE = "OVERWRITE";

/** kube-proxy or CoreDNS; a child of eks.Cluster. */
export function createClusterAddon(
  name: string,
  { addonName, cluster, options = {}, tags }: AddonArgs,
  parent: Resource,
): AwsResource {
  const { configurationValues } = options;
  return new AwsResource(
    ADDON,
    `${name}-${addonName}`,
    {
      clusterName: cluster.get("name"),
      addonName,
      preserve: true,
      tags,
      resolveConflictsOnCreate: options.resolveConflictsOnCreate ?? OVERWRITE,
      resolveConflictsOnUpdate: options.resolveConflictsOnUpdate ?? OVERWRITE,
      addonVersion: options.version ?? latestVersion(addonName, cluster.get("version"), parent),
      configurationValues: configurationValues === undefined ? undefined : sortedJson(configurationValues),
    },
    [],
    { parent },
  );
}

export interface VpcCniOptions extends CniSettings {
  addonVersion?: Input<string>;
  serviceAccountRoleArn?: Input<string>;
  resolveConflictsOnCreate?: Input<string>;
  resolveConflictsOnUpdate?: Input<string>;
}

/** The VPC CNI; a child of eks.Cluster with the add-on as its own child. */
export class VpcCniAddon extends ComponentResource {
  readonly addon: AwsResource;

  constructor(
    name: string,
    args: { cluster: AwsResource; options: VpcCniOptions | undefined; tags: AddonArgs["tags"] },
    options: { parent: Resource; dependsOn: Resource[] },
  ) {
    super("eks:index:VpcCniAddon", name, {}, options);
    const {
      addonVersion,
      serviceAccountRoleArn,
      resolveConflictsOnCreate,
      resolveConflictsOnUpdate,
      ...settings
    } = args.options ?? {};
    this.addon = new AwsResource(
      ADDON,
      name,
      {
        clusterName: args.cluster.get("name"),
        addonVersion: addonVersion ?? latestVersion("vpc-cni", args.cluster.get("version"), this),
        addonName: "vpc-cni",
        resolveConflictsOnCreate: resolveConflictsOnCreate ?? OVERWRITE,
        resolveConflictsOnUpdate: resolveConflictsOnUpdate ?? OVERWRITE,
        preserve: true,
        configurationValues: sortedJson(cniConfiguration(settings)),
        serviceAccountRoleArn,
        tags: args.tags,
      },
      [],
      { parent: this },
    );
    this.registerOutputs({ addon: this.addon });
  }
}

function latestVersion(
  addonName: string,
  kubernetesVersion: Output<string>,
  parent: Resource,
): Output<string> {
  return all([kubernetesVersion]).apply(async ([version]) => {
    const found = (await runtime.invoke(
      "aws:eks/getAddonVersion:getAddonVersion",
      { addonName, kubernetesVersion: version, mostRecent: true },
      { parent },
    )) as { version: string };
    return found.version;
  });
}

/** JSON with the members in order, so that the same values are the same text. */
function sortedJson(values: Input<object>): Output<string> {
  return output(values).apply((value) => JSON.stringify(sorted(value)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}
