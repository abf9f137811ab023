import { join } from "node:path";
import { listResources } from "../src/index.ts";
import { WORKSPACE } from "../src/store/paths.ts";
import { changesIn, type PlannedStep, type Project, Sandbox } from "./pulumi.ts";
import { TRUST_POLICY } from "./trust-policy.ts";

// The component of stacks/eks under the real engine: what it makes of eks.Cluster is made by its plugin, which unit tests
// do not see.

let sandbox: Sandbox;
let project: Project;
beforeAll(async () => {
  sandbox = await Sandbox.create();
  await sandbox.serve();
  project = await sandbox.project("stack");
});
afterAll(() => sandbox.close());

const nodes = { instanceTypes: ["m7g.large"], minSize: 2, maxSize: 4, desiredSize: 2 };

/** A program with the stack's component, its settings as the stack's schema makes them, some of them changed. */
function program({ nodeTags = {}, ...changes }: Record<string, unknown> = {}): string {
  const settings = {
    kubernetesVersion: "1.33",
    administratorRoles: ["administrator"],
    nodeGroups: { nodes },
    deletionProtection: false,
    ...changes,
  };
  return `
import { Provider } from "@pulumi/aws/provider.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Provider as EksProvider } from "@pulumi/eks/provider.js";
import { EksConfig } from "${join(WORKSPACE, "stacks/eks/config.ts")}";
import { KubernetesCluster } from "${join(WORKSPACE, "stacks/eks/kubernetes-cluster.ts")}";
const aws = new Provider("aws", { region: "eu-central-1" }, { version: "7.48.0-local.1" });
const eks = new EksProvider("eks", {}, { version: "4.3.0-local.1" });
const options = { provider: aws };
const vpc = new Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, options);
const availabilityZones = ["a", "b"].map((zone) => "eu-central-1" + zone);
const [privateSubnetIds, publicSubnetIds] = ["private", "public"].map((tier, part) => availabilityZones.map(
  (availabilityZone, index) => new Subnet(tier + "-" + index, {
    vpcId: vpc.id, availabilityZone, cidrBlock: \`10.0.\${part * 2 + index}.0/24\`,
  }, options).id,
));
for (const name of ["administrator", "developer"])
  new Role(name, { name, assumeRolePolicy: ${JSON.stringify(TRUST_POLICY)} }, options);
const key = new Key("key", {}, options).arn;
const account = { account: "workloads", tags: { owner: "platform", costCentre: "CC-1000", dataClassification: "internal" } };
const settings = EksConfig.parse({ ...account, ...${JSON.stringify(settings)} });
const cluster = new KubernetesCluster("kubernetes", {
  ...settings,
  environment: "local", accountId: "000000000000", region: "eu-central-1", deployRoleArn: undefined,
  vpcId: vpc.id, publicSubnetIds, privateSubnetIds, availabilityZones,
  dataKeyArn: key, logsKeyArn: key, secretsKeyArn: key,
  nodeTags: ${JSON.stringify({ Owner: "platform", ...(nodeTags as object) })},
}, { providers: [aws, eks] });
export default {
  controlPlane: cluster.clusterSecurityGroupId, nodes: cluster.nodeSecurityGroupId, kubeconfig: cluster.kubeconfig,
};
`;
}

interface State {
  urn: string;
  type: string;
  parent?: string;
  inputs?: Record<string, unknown>;
  dependencies?: string[];
}

const nameOf = (urn: string) => urn.split("::").pop() ?? "";
const isOfCluster = ({ urn }: { urn: string }) => urn.includes("strata:eks:KubernetesCluster");

/** What a preview would make below the stack's component, as a reviewer reads it. */
function childrenIn(steps: readonly PlannedStep[]): string {
  return steps
    .filter(isOfCluster)
    .map(({ urn, newState }) => {
      const { type, parent = "" } = newState as unknown as State;
      return [nameOf(parent), `${type}  ${nameOf(urn)}  (${nameOf(parent)})`] as const;
    })
    .sort(([left, one], [right, other]) => (left + one < right + other ? -1 : 1))
    .map(([, line]) => line)
    .join("\n");
}

/** Each resource that an up with this program would change, and how. Nothing is changed. */
async function changesOf(changes: Record<string, unknown>): Promise<string[]> {
  await project.program(program(changes));
  return changesIn(await project.plan());
}

async function expectSuccess(outcome: Promise<{ code: number; text: string }>): Promise<void> {
  const { code, text } = await outcome;
  if (code !== 0) throw new Error(text.slice(-2000));
}

describe("the first preview of the cluster", () => {
  let steps: PlannedStep[];
  beforeAll(async () => {
    await project.program(program());
    steps = await project.plan();
  });

  it("has these resources, of eks.Cluster too", () => {
    expect(childrenIn(steps)).toMatchSnapshot();
  });

  it("gives no rights to the cluster's creator", () => {
    const cluster = steps.find(({ urn }) => urn.includes("aws:eks/cluster:Cluster"));
    expect(cluster?.newState?.inputs).toMatchObject({
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false },
      deletionProtection: false,
    });
  });

  it("opens nothing to the internet, and makes nothing inside Kubernetes", () => {
    expect(JSON.stringify(steps)).not.toContain("0.0.0.0/0");
    expect(
      steps.filter(({ urn }) =>
        /kubernetes:(?!.*providers)|securityGroupRule/.test(urn.split("::")[2] ?? ""),
      ),
    ).toEqual([]);
  });

  it("pins the add-ons that eks.Cluster makes", () => {
    const versions = ["kubernetes-vpc-cni", "kubernetes-kube-proxy"].map((name) => {
      const addon = steps.find(({ urn }) => urn.endsWith(`aws:eks/addon:Addon::${name}`));
      return addon?.newState?.inputs?.["addonVersion"];
    });
    expect(versions).toEqual(["v1.20.4-eksbuild.2", "v1.33.0-eksbuild.2"]);
  });
});

describe("the cluster, once it is there,", () => {
  beforeAll(async () => {
    await project.program(program());
    await expectSuccess(project.up());
  });

  it("does not change by itself", async () => {
    await expectSuccess(project.preview("--expect-no-changes"));
  });

  it("has what pods need before its nodes, and what needs nodes after them", async () => {
    const resources = JSON.parse((await project.state()).text) as { deployment: { resources: State[] } };
    const dependencies = (suffix: string) =>
      resources.deployment.resources
        .find(({ urn }) => urn.endsWith(suffix))
        ?.dependencies?.map((urn) => urn.split("$").pop()) ?? [];
    expect(dependencies("aws:eks/nodeGroup:NodeGroup::kubernetes-nodes")).toEqual(
      expect.arrayContaining([
        "eks:index:Cluster::kubernetes",
        "aws:eks/addon:Addon::kubernetes-pod-identity-agent",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment::kubernetes-nodes-AmazonEKS_CNI_Policy",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment::kubernetes-nodes-AmazonEKSWorkerNodePolicy",
      ]),
    );
    for (const name of ["coredns", "ebs-csi-driver"])
      expect(dependencies(`aws:eks/addon:Addon::kubernetes-${name}`)).toContain(
        "aws:eks/nodeGroup:NodeGroup::kubernetes-nodes",
      );
  });

  it("has a security group of its own for the control plane, and that of EKS for nodes", async () => {
    const { controlPlane, nodes: ofNodes, kubeconfig } = await project.outputs();
    expect(controlPlane).toMatch(/^sg-/);
    expect(ofNodes).toMatch(/^sg-/);
    expect(ofNodes).not.toBe(controlPlane);
    expect(kubeconfig).toMatch(/"get-token"/);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    [
      "tags",
      { nodeTags: { Team: "shop" } },
      ["kubernetes-nodes-Team: create", "kubernetes-nodes: update", "kubernetes-nodes: update"],
    ],
    [
      "Kubernetes",
      { kubernetesVersion: "1.34" },
      ["kubernetes-eksCluster: update", "kubernetes-kube-proxy: update", "kubernetes-nodes: update"],
    ],
    ["the time that logs are kept", { logRetentionInDays: 30 }, ["kubernetes-control-plane: update"]],
    [
      "the number of nodes",
      { nodeGroups: { nodes: { ...nodes, desiredSize: 3 } } },
      ["kubernetes-nodes: update"],
    ],
    ["labels", { nodeGroups: { nodes: { ...nodes, labels: { a: "b" } } } }, ["kubernetes-nodes: update"]],
    [
      "its volumes",
      { nodeGroups: { nodes: { ...nodes, volumeSize: 60 } } },
      ["kubernetes-nodes: update", "kubernetes-nodes: update"],
    ],
    [
      "zones that are written down",
      { nodeGroups: { nodes: { ...nodes, availabilityZones: ["eu-central-1a", "eu-central-1b"] } } },
      [],
    ],
    [
      "a group of nodes beside it",
      { nodeGroups: { nodes, batch: { ...nodes, capacityType: "SPOT" } } },
      [
        "kubernetes-batch-Name: create",
        "kubernetes-batch-Owner: create",
        "kubernetes-batch: create",
        "kubernetes-batch: create",
      ],
    ],
    [
      "access",
      { access: [{ role: "developer", policy: "AmazonEKSEditPolicy", scope: { namespaces: ["shop"] } }] },
      ["kubernetes-000000000000-developer-edit: create", "kubernetes-000000000000-developer: create"],
    ],
  ])("replaces no group of nodes for a change of %s", async (_what, changes, expected) => {
    expect(await changesOf(changes)).toEqual(expected);
  });

  it("replaces a group of nodes whose instances change, and nothing else", async () => {
    const changed = await changesOf({ nodeGroups: { nodes: { ...nodes, instanceTypes: ["m7g.xlarge"] } } });
    expect(changed).toContain("kubernetes-nodes: replace");
    // With what is on its auto-scaling group.
    expect(changed.filter((change) => !/^kubernetes-nodes(-Name|-Owner)?: /.test(change))).toEqual([]);
  });

  it("still has what a role may do after its scope has changed", async () => {
    const withScope = (...namespaces: string[]) =>
      program({ access: [{ role: "developer", policy: "AmazonEKSEditPolicy", scope: { namespaces } }] });
    await project.program(withScope("shop"));
    await expectSuccess(project.up());
    await project.program(withScope("shop", "billing"));
    await expectSuccess(project.up());
    const associations = listResources(sandbox.storePath).filter(
      ({ type, id }) => type.includes("accessPolicyAssociation") && id.includes("developer"),
    );
    expect(associations).toHaveLength(1);
  });

  it("goes with all that belongs to it", async () => {
    await expectSuccess(project.destroy());
    expect(listResources(sandbox.storePath)).toEqual([]);
  });
});
