import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Provider as EksProvider } from "@pulumi/eks/provider.js";
import { type Recording, recordResources } from "@strata/testing";
import { administratorEntries } from "./access.ts";
import { KubernetesCluster, type KubernetesClusterArgs } from "./kubernetes-cluster.ts";

const args: KubernetesClusterArgs = {
  environment: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  deployRoleArn: "arn:aws:iam::111111111111:role/deploy",
  vpcId: "vpc-1",
  publicSubnetIds: ["subnet-public-a"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
  dataKeyArn: "arn:data",
  logsKeyArn: "arn:logs",
  secretsKeyArn: "arn:secrets",
  kubernetesVersion: "1.34",
  administratorRoles: ["team/admin"],
  publicAccessCidrs: [],
  deletionProtection: true,
  nodes: { instanceTypes: ["m7g.large"], minSize: 2, maxSize: 6, desiredSize: 3, volumeSize: 50 },
  logRetentionInDays: 90,
};

async function build(changes: Partial<KubernetesClusterArgs> = {}) {
  const recording = await recordResources({
    project: "eks",
    computed: ({ type }) =>
      type === "eks:index:Cluster"
        ? {
            core: { endpoint: "https://api.example" },
            oidcProviderUrl: "https://oidc.example/id",
            oidcIssuer: "oidc.example/id",
          }
        : { latestVersion: 3 },
  });
  const providers = [new AwsProvider("aws", {}), new EksProvider("eks", {})];
  const cluster = new KubernetesCluster("kubernetes", { ...args, ...changes }, { providers });
  await recording.settled();
  return { recording, cluster };
}

const inputsOf = (recording: Recording, type: string, name: string) => recording.get(type, name).inputs;

describe("KubernetesCluster", () => {
  it("binds every resource, remote components too, to a provider it is given", async () => {
    const { recording } = await build();
    const bound = recording.resources.filter(
      (it) => !it.type.startsWith("pulumi:") && !it.type.startsWith("strata:"),
    );
    expect(bound).toHaveLength(10);
    for (const { type, provider } of bound) {
      expect(provider).toContain(
        type.startsWith("eks:") ? "pulumi:providers:eks::eks::" : "pulumi:providers:aws::aws::",
      );
    }
  });

  it("keeps the API private, its secrets encrypted, its access in entries, and everything logged", async () => {
    const { recording } = await build();
    expect(inputsOf(recording, "eks:index:Cluster", "kubernetes")).toMatchObject({
      name: "strata-dev",
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
      authenticationMode: "API",
      encryptionConfigKeyArn: "arn:secrets",
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      createOidcProvider: false,
      skipDefaultNodeGroup: true,
      deletionProtection: true,
      providerCredentialOpts: { roleArn: "arn:aws:iam::111111111111:role/deploy" },
    });
    expect(inputsOf(recording, "aws:cloudwatch/logGroup:LogGroup", "kubernetes-control-plane")).toMatchObject(
      { name: "/aws/eks/strata-dev/cluster", kmsKeyId: "arn:logs" },
    );
  });

  it("opens the API to the addresses it is given, and to no others", async () => {
    const { recording } = await build({ publicAccessCidrs: ["192.0.2.0/24"] });
    expect(inputsOf(recording, "eks:index:Cluster", "kubernetes")).toMatchObject({
      endpointPublicAccess: true,
      publicAccessCidrs: ["192.0.2.0/24"],
    });
  });

  it("puts nodes into private subnets, with its own role and launch template", async () => {
    const { recording } = await build();
    expect(inputsOf(recording, "eks:index:ManagedNodeGroup", "kubernetes-nodes")).toMatchObject({
      subnetIds: ["subnet-private-a", "subnet-private-b"],
      scalingConfig: { minSize: 2, maxSize: 6, desiredSize: 3 },
      launchTemplate: { id: "kubernetes-nodes-id", version: "3" },
    });
    const template = inputsOf(recording, "aws:ec2/launchTemplate:LaunchTemplate", "kubernetes-nodes");
    expect(template).toMatchObject({
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ ebs: { encrypted: "true", kmsKeyId: "arn:data", volumeType: "gp3" } }],
    });
  });

  it("tells what its consumers need", async () => {
    const { recording, cluster } = await build();
    expect(cluster.clusterArn).toBe("arn:aws:eks:eu-central-1:111111111111:cluster/strata-dev");
    expect(await recording.valueOf(cluster.clusterEndpoint)).toBe("https://api.example");
    expect(
      inputsOf(recording, "aws:iam/openIdConnectProvider:OpenIdConnectProvider", "kubernetes"),
    ).toMatchObject({ url: "https://oidc.example/id", clientIdLists: ["sts.amazonaws.com"] });
  });
});

describe("administratorEntries", () => {
  it("are keyed by the principal, whatever the order", () => {
    const [a, b] = [
      "arn:aws:iam::111111111111:role/team/admin",
      "arn:aws:iam::222222222222:user/me",
    ] as const;
    expect(Object.keys(administratorEntries([a, b]))).toEqual(["111111111111-team-admin", "222222222222-me"]);
    expect(administratorEntries([b, a])).toEqual(administratorEntries([a, b]));
  });
});
