import { type RecordedResource, type Recording, resourceList, UNKNOWN } from "@strata/testing";
import { clusterArgs, nodeGroup, recordCluster } from "./cluster-fixture.ts";
import { hardenClusterChildren } from "./cluster-transform.ts";

const CLUSTER = "eks:index:Cluster";
const ADDON = "aws:eks/addon:Addon";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

const inputsOf = (recording: Recording, type: string, name: string) => recording.get(type, name).inputs;
const bound = (recording: Recording): RecordedResource[] =>
  recording.resources.filter(({ type }) => !type.startsWith("pulumi:") && !type.startsWith("strata:"));

describe("KubernetesCluster", () => {
  it("is made of these resources", async () => {
    const { recording } = await recordCluster({
      nodeGroups: { nodes: nodeGroup(), batch: nodeGroup({ capacityType: "SPOT" }) },
      privateAccessCidrs: ["10.200.0.0/16"],
      podIdentities: {
        uploads: { namespace: "shop", serviceAccount: "uploads", policyArns: ["arn:aws:iam::aws:policy/X"] },
      },
    });
    expect(resourceList(recording)).toMatchSnapshot();
  });

  it("binds every resource, remote components too, to a provider it is given", async () => {
    const { recording } = await recordCluster();
    expect(bound(recording).length).toBeGreaterThan(10);
    for (const { type, provider } of bound(recording)) {
      expect(provider).toContain(
        type.startsWith("eks:") ? "pulumi:providers:eks::eks::" : "pulumi:providers:aws::aws::",
      );
    }
  });

  it("keeps the API private, its secrets encrypted, its access in entries, and everything logged", async () => {
    const { recording } = await recordCluster();
    expect(inputsOf(recording, CLUSTER, "kubernetes")).toMatchObject({
      name: "strata-dev",
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
      authenticationMode: "API",
      encryptionConfigKeyArn: "arn:secrets",
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      createOidcProvider: false,
      skipDefaultNodeGroup: true,
      skipDefaultSecurityGroups: true,
      deletionProtection: true,
      upgradePolicy: { supportType: "STANDARD" },
      providerCredentialOpts: { roleArn: "arn:aws:iam::111111111111:role/deploy" },
      vpcCniOptions: { addonVersion: "v1.20.4-eksbuild.2" },
      kubeProxyAddonOptions: { version: "v1.34.0-eksbuild.2" },
    });
    expect(inputsOf(recording, CLUSTER, "kubernetes")).not.toHaveProperty("publicAccessCidrs");
    expect(inputsOf(recording, "aws:cloudwatch/logGroup:LogGroup", "kubernetes-control-plane")).toEqual({
      name: "/aws/eks/strata-dev/cluster",
      kmsKeyId: "arn:logs",
      retentionInDays: 90,
    });
  });

  it("hardens the children of the remote component", async () => {
    const { recording } = await recordCluster();
    expect(recording.get(CLUSTER, "kubernetes").transforms).toEqual([hardenClusterChildren]);
  });

  it("opens the API to the addresses it is given, and to no others", async () => {
    const { recording } = await recordCluster({
      publicAccessCidrs: ["192.0.2.0/24"],
      privateAccessCidrs: ["10.200.0.0/16"],
    });
    expect(inputsOf(recording, CLUSTER, "kubernetes")).toMatchObject({
      endpointPublicAccess: true,
      publicAccessCidrs: ["192.0.2.0/24"],
    });
    const rules = bound(recording).filter(({ type }) => type.startsWith("aws:vpc/securityGroup"));
    expect(rules.map(({ inputs }) => inputs)).toEqual([
      expect.objectContaining({ cidrIpv4: "10.200.0.0/16", fromPort: 443, toPort: 443, ipProtocol: "tcp" }),
    ]);
  });

  it("gives the kubeconfig no role where none is assumed", async () => {
    const { recording } = await recordCluster({ deployRoleArn: undefined });
    expect(inputsOf(recording, CLUSTER, "kubernetes")).not.toHaveProperty("providerCredentialOpts");
  });

  it("pins every add-on, each to what the configuration says", async () => {
    const { recording, cluster } = await recordCluster({ addonVersions: { coredns: "v1.13.0-eksbuild.1" } });
    expect(
      recording.ofType(ADDON).map(({ inputs }) => [inputs["addonName"], inputs["addonVersion"]]),
    ).toEqual([
      ["eks-pod-identity-agent", "v1.3.10-eksbuild.2"],
      ["coredns", "v1.13.0-eksbuild.1"],
      ["aws-ebs-csi-driver", "v1.54.0-eksbuild.1"],
    ]);
    expect(cluster.addonVersions.coredns).toBe("v1.13.0-eksbuild.1");
  });

  it("makes what pods need before the nodes, and what needs nodes after them", async () => {
    const { recording } = await recordCluster();
    const order = recording.resources.map(({ name, type }) => `${type} ${name}`);
    const at = (type: string, name: string) => {
      expect(order).toContain(`${type} ${name}`);
      return order.indexOf(`${type} ${name}`);
    };
    const nodes = at(NODE_GROUP, "kubernetes-nodes");
    for (const [type, name] of [
      [CLUSTER, "kubernetes"],
      [ADDON, "kubernetes-pod-identity-agent"],
      ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "kubernetes-nodes-AmazonEKS_CNI_Policy"],
    ] as const)
      expect(at(type, name)).toBeLessThan(nodes);
    expect(at(ADDON, "kubernetes-coredns")).toBeGreaterThan(nodes);
    expect(at(ADDON, "kubernetes-ebs-csi-driver")).toBeGreaterThan(nodes);
  });

  it("tells what its consumers need", async () => {
    const { recording, cluster } = await recordCluster();
    expect(cluster.clusterArn).toBe("arn:aws:eks:eu-central-1:111111111111:cluster/strata-dev");
    expect(await recording.valueOf(cluster.clusterEndpoint)).toBe("https://api.example");
    expect(await recording.valueOf(cluster.kubeconfig)).toBe('{"kind":"Config"}');
    expect(cluster.accessTable).toEqual([
      {
        principal: "arn:aws:iam::111111111111:role/team/admin",
        policy: "AmazonEKSClusterAdminPolicy",
        scope: "cluster",
      },
    ]);
    expect(
      inputsOf(recording, "aws:iam/openIdConnectProvider:OpenIdConnectProvider", "kubernetes"),
    ).toMatchObject({ url: "https://oidc.example/id", clientIdLists: ["sts.amazonaws.com"] });
  });

  it("knows in the first preview whatever does not depend on AWS", async () => {
    const { recording, cluster } = await recordCluster({}, { preview: true });
    expect(await recording.valueOf(cluster.clusterEndpoint)).toBeUndefined();
    expect(await recording.valueOf(cluster.kubeconfig)).toBeUndefined();
    expect(inputsOf(recording, NODE_GROUP, "kubernetes-nodes")).toMatchObject({
      clusterName: "strata-dev",
      subnetIds: clusterArgs.privateSubnetIds,
      nodeRoleArn: UNKNOWN,
      launchTemplate: { id: UNKNOWN, version: UNKNOWN },
    });
    expect(inputsOf(recording, ADDON, "kubernetes-ebs-csi-driver")).toMatchObject({
      clusterName: "strata-dev",
      podIdentityAssociations: [{ serviceAccount: "ebs-csi-controller-sa", roleArn: UNKNOWN }],
    });
  });
});
