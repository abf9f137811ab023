import { UNKNOWN } from "@strata/testing";
import { recordCluster } from "./cluster-fixture.ts";

const ROLE = "aws:iam/role:Role";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const podIdentities = {
  uploads: {
    namespace: "shop",
    serviceAccount: "uploader",
    policyArns: ["arn:aws:iam::111111111111:policy/team/uploads", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
  },
};

const trustOf = (inputs: Record<string, unknown>) =>
  (JSON.parse(String(inputs["assumeRolePolicy"])) as { Statement: unknown[] }).Statement;

it("gives a service account a role that only it has, of this cluster in this account", async () => {
  const { recording, cluster } = await recordCluster({ podIdentities });
  expect(recording.get(ASSOCIATION, "kubernetes-pod-uploads").inputs).toEqual({
    clusterName: "strata-dev",
    namespace: "shop",
    serviceAccount: "uploader",
    roleArn: "arn:aws:mock:eu-central-1:111111111111:kubernetes-pod-uploads",
  });
  expect(trustOf(recording.get(ROLE, "kubernetes-pod-uploads").inputs)).toEqual([
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: { "aws:SourceAccount": "111111111111" },
        ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-central-1:111111111111:cluster/strata-dev" },
      },
    },
  ]);
  const attached = recording
    .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ name }) => name.startsWith("kubernetes-pod-uploads"));
  expect(attached.map(({ name }) => name)).toEqual([
    "kubernetes-pod-uploads-uploads",
    "kubernetes-pod-uploads-ReadOnlyAccess",
  ]);
  expect(attached.map(({ inputs }) => inputs["policyArn"])).toEqual(podIdentities.uploads.policyArns);
  expect(await recording.valueOf(cluster.podIdentityRoleArns["uploads"]!)).toMatch(/kubernetes-pod-uploads$/);
});

it("gives the driver of EBS volumes its role through the add-on", async () => {
  const { recording } = await recordCluster();
  expect(trustOf(recording.get(ROLE, "kubernetes-ebs-csi-driver").inputs)).toMatchObject([
    { Principal: { Service: "pods.eks.amazonaws.com" } },
  ]);
  expect(recording.ofType(ASSOCIATION)).toEqual([]);
});

it("does not know the role before it is there", async () => {
  const { recording } = await recordCluster({ podIdentities }, { preview: true });
  expect(recording.get(ASSOCIATION, "kubernetes-pod-uploads").inputs).toMatchObject({
    namespace: "shop",
    roleArn: UNKNOWN,
  });
});
