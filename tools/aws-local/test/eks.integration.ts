import { listResources } from "../src/index.ts";
import { type Project, Sandbox } from "./pulumi.ts";
import { TRUST_POLICY } from "./trust-policy.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.create();
  await sandbox.serve();
});
afterAll(() => sandbox.close());

const IMPORTS = `
import { Provider } from "@pulumi/aws/provider.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { Addon } from "@pulumi/eks/addon.js";
import { Cluster } from "@pulumi/eks/cluster.js";
import { ManagedNodeGroup } from "@pulumi/eks/managedNodeGroup.js";
import { Provider as EksProvider } from "@pulumi/eks/provider.js";
const aws = new Provider("aws", { region: "eu-central-1" }, { version: "7.48.0-local.1" });
const eks = new EksProvider("eks", {}, { version: "4.3.0-local.1" });
const vpc = new Vpc("v", { cidrBlock: "10.0.0.0/16" }, { provider: aws });
const subnets = ["a", "b"].map(
  (zone, index) => new Subnet(zone, { vpcId: vpc.id, cidrBlock: \`10.0.\${index}.0/24\` }, { provider: aws }),
);
const privateSubnetIds = subnets.map(({ id }) => id);
const trust = ${JSON.stringify(TRUST_POLICY)};
const nodes = new Role("nodes", { assumeRolePolicy: trust }, { provider: aws });
`;

const cluster = (options: string) => `${IMPORTS}
const cluster = new Cluster("c", {
  vpcId: vpc.id,
  privateSubnetIds,
  authenticationMode: "API",
  skipDefaultNodeGroup: true,
  createOidcProvider: false,
  ${options}
}, { providers: [aws, eks] });
`;

const HARDENED = `${cluster(`
  name: "cluster",
  version: "1.34",
  endpointPrivateAccess: true,
  endpointPublicAccess: true,
  publicAccessCidrs: ["192.0.2.0/24"],
  enabledClusterLogTypes: ["api", "audit"],
  accessEntries: { admin: { principalArn: nodes.arn, accessPolicies: {
    all: { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy", accessScope: { type: "cluster" } },
  } } },
  providerCredentialOpts: { roleArn: "arn:aws:iam::000000000000:role/deploy" },
  corednsAddonOptions: { enabled: true, version: "v1.12.0-eksbuild.1" },
`)}
new ManagedNodeGroup("ng", { cluster, nodeRoleArn: nodes.arn, subnetIds: privateSubnetIds }, { providers: [aws, eks] });
new Addon("ebs", { cluster, addonName: "aws-ebs-csi-driver" }, { providers: [aws, eks] });
const scoped = cluster.getKubeconfig({ roleArn: nodes.arn, profileName: "team" }).result;
export default { issuer: cluster.oidcIssuer, kubeconfig: cluster.kubeconfigJson, scoped,
  endpoint: cluster.core.endpoint };
`;

async function expectSuccess(outcome: Promise<{ code: number; text: string }>): Promise<void> {
  const { code, text } = await outcome;
  if (code !== 0) throw new Error(text.slice(-2000));
}

interface Kubeconfig {
  clusters: { cluster: { server: string } }[];
  users: { user: { exec: { args: string[] } } }[];
}

/** What is below a component: type, name and parent's name. The table is that of @pulumi/eks 4.3.0. */
const CHILDREN = [
  "aws:ec2/securityGroup:SecurityGroup c-eksClusterSecurityGroup < c",
  "aws:ec2/securityGroup:SecurityGroup c-nodeSecurityGroup < c",
  "aws:ec2/securityGroupRule:SecurityGroupRule c-eksClusterIngressRule < c",
  "aws:ec2/securityGroupRule:SecurityGroupRule c-eksClusterInternetEgressRule < c",
  "aws:ec2/securityGroupRule:SecurityGroupRule c-eksExtApiServerClusterIngressRule < c",
  "aws:ec2/securityGroupRule:SecurityGroupRule c-eksNodeClusterIngressRule < c",
  "aws:ec2/securityGroupRule:SecurityGroupRule c-eksNodeIngressRule < c",
  "aws:ec2/securityGroupRule:SecurityGroupRule c-eksNodeInternetEgressRule < c",
  "aws:eks/accessEntry:AccessEntry c-admin < c",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation c-admin-all < c-admin",
  "aws:eks/addon:Addon c-coredns < c",
  "aws:eks/addon:Addon c-kube-proxy < c",
  "aws:eks/addon:Addon c-vpc-cni < c-vpc-cni",
  "aws:eks/addon:Addon ebs < ebs",
  "aws:eks/cluster:Cluster c-eksCluster < c",
  "aws:eks/nodeGroup:NodeGroup ng < ng",
  "aws:iam/role:Role c-eksRole-role < c-eksRole",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment c-eksRole-4b490823 < c-eksRole",
  "eks:index:Addon ebs < c",
  "eks:index:ServiceRole c-eksRole < c",
  "eks:index:VpcCniAddon c-vpc-cni < c",
  "pulumi:providers:kubernetes c-eks-k8s < c",
];

describe("components of @pulumi/eks", () => {
  let project: Project;
  beforeAll(async () => {
    project = await sandbox.project("cluster");
    await project.program(HARDENED);
  });

  it("have the same children under the same names, bound to the caller's provider", async () => {
    await expectSuccess(project.preview());
    await expectSuccess(project.up());
    const { resources } = await project.state();
    const names = new Map(resources.map(({ urn }) => [urn, urn.split("::").pop()]));
    const below = resources
      .filter(({ parent }) => parent !== undefined && !parent.includes("pulumi:pulumi:Stack"))
      .map(({ type, urn, parent }) => `${type} ${names.get(urn)} < ${names.get(parent ?? "")}`);
    expect(below.sort()).toEqual(CHILDREN);
    const providers = resources.filter(({ type }) => type.startsWith("aws:")).map(({ provider }) => provider);
    expect(new Set(providers).size).toBe(1);
    expect(providers[0]).toMatch(/::pulumi:providers:aws::aws::/);
  });

  it("have outputs that lead to the cluster", async () => {
    const { issuer, kubeconfig, endpoint } = await project.outputs();
    expect(issuer).toMatch(/^oidc\.eks\.eu-central-1\.amazonaws\.com\/id\/10CA1[\dA-F]{27}$/);
    const parsed = JSON.parse(String(kubeconfig)) as Kubeconfig;
    expect(parsed.clusters[0]?.cluster.server).toBe(endpoint);
    expect(parsed.users[0]?.user.exec.args.join(" ")).toBe(
      "--region eu-central-1 eks get-token --cluster-name cluster --output json --role arn:aws:iam::000000000000:role/deploy",
    );
  });

  it("have methods: a kubeconfig scoped to a role and a profile", async () => {
    const { scoped, endpoint } = await project.outputs();
    const parsed = JSON.parse(String(scoped)) as Kubeconfig;
    expect(parsed.clusters[0]?.cluster.server).toBe(endpoint);
    expect(parsed.users[0]?.user.exec.args.join(" ")).toMatch(
      /--cluster-name cluster --output json --role arn:aws:iam::000000000000:role\/nodes-\w+ --profile team$/,
    );
  });

  it("show no change the second time, and leave nothing behind", async () => {
    await expectSuccess(project.preview("--expect-no-changes"));
    await expectSuccess(project.up("--expect-no-changes"));
    await expectSuccess(project.destroy());
    expect(listResources(sandbox.storePath)).toEqual([]);
  });

  it("are in the security group that they are given, with no rules of their own", async () => {
    const other = await sandbox.project("grouped");
    const group = 'new SecurityGroup("own", { vpcId: vpc.id }, { provider: aws })';
    const options = `name: "grouped", skipDefaultSecurityGroups: true, clusterSecurityGroup: ${group},`;
    await other.program(
      `${cluster(options)}
      export default { given: cluster.clusterSecurityGroupId, ofEks: cluster.nodeSecurityGroupId };`,
    );
    await expectSuccess(other.preview());
    await expectSuccess(other.up());
    const { resources } = await other.state();
    const groups = resources.filter(({ type }) => type.startsWith("aws:ec2/securityGroup"));
    expect(groups.map(({ urn }) => urn.split("::").pop())).toEqual(["own"]);
    const { given, ofEks } = await other.outputs();
    expect(given).toBe(groups[0]?.id);
    const made = resources.find(({ type }) => type === "aws:eks/cluster:Cluster");
    expect(made?.inputs?.vpcConfig).toMatchObject({ securityGroupIds: [given] });
    expect(made?.outputs?.vpcConfig).toMatchObject({ clusterSecurityGroupId: ofEks });
    await expectSuccess(other.preview("--expect-no-changes"));
    await expectSuccess(other.destroy());
  });

  it("refuse options that are not implemented, all at once", async () => {
    const other = await sandbox.project("refused");
    await other.program(
      cluster(
        `fargate: true, storageClasses: "gp3", vpcCniOptions: { securityContextPrivileged: true },
        clusterSecurityGroup: new SecurityGroup("own", { vpcId: vpc.id }, { provider: aws }),`,
      ),
    );
    const { code, text } = await other.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(
      /eks:index:Cluster "c": fargate is not implemented; storageClasses is not implemented; clusterSecurityGroup needs skipDefaultSecurityGroups to be true/,
    );
  });

  it("fail with the error of a child", async () => {
    const other = await sandbox.project("failing");
    await other.program(cluster(`enabledClusterLogTypes: ["everything"],`));
    const { code, text } = await other.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/enabledClusterLogTypes.*AWS allows api, audit/s);
  });
});

describe("several engines at once", () => {
  it("do not suffer from an error inside the component of another", async () => {
    const [wrong, right] = (await Promise.all(["wrong", "right"].map((name) => sandbox.project(name)))) as [
      Project,
      Project,
    ];
    await wrong.program(cluster(`endpointPublicAccess: false, publicAccessCidrs: ["192.0.2.0/24"],`));
    await right.program(cluster(`version: "1.34",`));
    const [failed] = await Promise.all([wrong.preview(), expectSuccess(right.preview())]);
    expect(failed.code).not.toBe(0);
    expect(failed.text).toMatch(/publicAccessCidrs needs endpointPublicAccess to be true/);
  });

  it("each get their own components, errors and resources", async () => {
    const names = ["one", "two", "three"];
    const projects = await Promise.all(names.map((name) => sandbox.project(name)));
    const [one, two, three] = projects as [Project, Project, Project];
    await one.program(HARDENED);
    await two.program(cluster(`enabledClusterLogTypes: ["everything"],`));
    await three.program(cluster(`name: "third", skipDefaultSecurityGroups: true,`));
    const [first, second, third] = await Promise.all([one.up(), two.up(), three.up()]);
    await expectSuccess(Promise.resolve(first));
    expect(second.code).not.toBe(0);
    expect(second.text).toMatch(/AWS allows api, audit/);
    await expectSuccess(Promise.resolve(third));
    const clusters = listResources(sandbox.storePath).filter(
      ({ type }) => type === "aws:eks/cluster:Cluster",
    );
    expect(clusters.map(({ id }) => id).sort()).toEqual(["cluster", "third"]);
    await Promise.all(projects.map((each) => expectSuccess(each.destroy())));
    expect(listResources(sandbox.storePath)).toEqual([]);
  });
});
