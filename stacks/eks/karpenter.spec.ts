import { type Recording, resourceList, UNKNOWN } from "@strata/testing";
import { recordCluster } from "./cluster-fixture.ts";

const ROLE = "aws:iam/role:Role";
const QUEUE = "aws:sqs/queue:Queue";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const arnOf = (name: string) => `arn:aws:mock:eu-central-1:111111111111:${name}`;

interface Document {
  Statement: Record<string, unknown>[];
}

const inputsOf = (recording: Recording, type: string, name: string) => recording.get(type, name).inputs;
const documentOf = (text: unknown) => JSON.parse(String(text)) as Document;
const karpenterOf = (recording: Recording) =>
  resourceList(recording)
    .split("\n")
    .filter((line) => line.includes("karpenter"))
    .join("\n");

describe("Karpenter", () => {
  it("is not there unless it is asked for", async () => {
    const { recording, cluster } = await recordCluster();
    expect(cluster.karpenter).toBeUndefined();
    expect(karpenterOf(recording)).toBe("");
  });

  it("needs these resources, which a reviewer reads", async () => {
    const { recording } = await recordCluster({ karpenter: true });
    expect(karpenterOf(recording)).toMatchSnapshot();
  });

  it("adds to the cluster, and changes nothing of it", async () => {
    const without = resourceList((await recordCluster()).recording).split("\n");
    const withIt = resourceList((await recordCluster({ karpenter: true })).recording).split("\n");
    expect(withIt.filter((line) => !line.includes("karpenter"))).toEqual(without);
  });

  it("gives its controller a role that only its service account has", async () => {
    const { recording } = await recordCluster({ karpenter: true });
    const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    expect(inputsOf(recording, association, "kubernetes-karpenter")).toEqual({
      clusterName: "strata-dev",
      namespace: "kube-system",
      serviceAccount: "karpenter",
      roleArn: arnOf("kubernetes-karpenter"),
    });
    const trust = documentOf(inputsOf(recording, ROLE, "kubernetes-karpenter")["assumeRolePolicy"]);
    expect(trust.Statement).toMatchObject([{ Principal: { Service: "pods.eks.amazonaws.com" } }]);
    const { policy } = inputsOf(recording, "aws:iam/rolePolicy:RolePolicy", "kubernetes-karpenter");
    expect(documentOf(policy).Statement).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Sid: "PassNodeRole", Resource: arnOf("kubernetes-karpenter-nodes") }),
        expect.objectContaining({
          Sid: "ReadInterruptions",
          Resource: arnOf("kubernetes-karpenter-interruptions"),
        }),
      ]),
    );
  });

  it("lets its nodes join the cluster, after the cluster is there", async () => {
    const { recording } = await recordCluster({ karpenter: true });
    const entry = recording.get("aws:eks/accessEntry:AccessEntry", "kubernetes-karpenter-nodes");
    expect(entry.inputs).toEqual({
      clusterName: "strata-dev",
      principalArn: arnOf("kubernetes-karpenter-nodes"),
      type: "EC2_LINUX",
    });
    const cluster = recording.get("eks:index:Cluster", "kubernetes");
    expect(recording.resources.indexOf(cluster)).toBeLessThan(recording.resources.indexOf(entry));
  });

  it("hears of five kinds of events in one encrypted queue, for five minutes", async () => {
    const { recording } = await recordCluster({ karpenter: true });
    expect(inputsOf(recording, QUEUE, "kubernetes-karpenter-interruptions")).toEqual({
      messageRetentionSeconds: 300,
      sqsManagedSseEnabled: true,
    });
    const patterns = recording
      .ofType(RULE)
      .map(({ inputs }) => JSON.parse(String(inputs["eventPattern"])) as Record<string, string[]>);
    expect(patterns).toEqual([
      { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
      { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
      { source: ["aws.ec2"], "detail-type": ["EC2 Instance Rebalance Recommendation"] },
      { source: ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"] },
      { source: ["aws.ec2"], "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"] },
    ]);
    expect(recording.ofType(TARGET)).toHaveLength(5);
    for (const { name, inputs } of recording.ofType(TARGET)) {
      expect(recording.ofType(RULE).map((rule) => rule.name)).toContain(name);
      expect(inputs).toMatchObject({
        targetId: "karpenter",
        arn: arnOf("kubernetes-karpenter-interruptions"),
      });
    }
  });

  it("takes messages from its own rules and from this account, over TLS alone", async () => {
    const { recording } = await recordCluster({ karpenter: true });
    const { policy } = inputsOf(
      recording,
      "aws:sqs/queuePolicy:QueuePolicy",
      "kubernetes-karpenter-interruptions",
    );
    expect(documentOf(policy).Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Condition: {
          ArnEquals: { "aws:SourceArn": recording.ofType(RULE).map(({ name }) => arnOf(name)) },
        },
      }),
      expect.objectContaining({
        Principal: { Service: "sqs.amazonaws.com" },
        Action: "sqs:SendMessage",
        Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
      }),
      expect.objectContaining({
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    ]);
  });

  it("finds the security group that EKS makes for nodes by its tag, and tags no subnet", async () => {
    const { recording } = await recordCluster({ karpenter: true });
    expect(recording.ofType("aws:ec2/tag:Tag").map(({ inputs }) => inputs)).toEqual([
      { resourceId: "sg-nodes", key: "karpenter.sh/discovery", value: "strata-dev" },
    ]);
  });

  it("is previewed before anything of it is there", async () => {
    const { recording, cluster } = await recordCluster({ karpenter: true }, { preview: true });
    expect(await recording.valueOf(cluster.karpenter!.queueName)).toBeUndefined();
    expect(inputsOf(recording, "aws:ec2/tag:Tag", "kubernetes-karpenter-node-security-group")).toEqual({
      resourceId: UNKNOWN,
      key: "karpenter.sh/discovery",
      value: "strata-dev",
    });
    expect(
      inputsOf(recording, "aws:eks/accessEntry:AccessEntry", "kubernetes-karpenter-nodes"),
    ).toMatchObject({ clusterName: "strata-dev", principalArn: UNKNOWN });
    expect(inputsOf(recording, TARGET, "kubernetes-karpenter-health")).toMatchObject({ arn: UNKNOWN });
    for (const type of ["aws:iam/rolePolicy:RolePolicy", "aws:sqs/queuePolicy:QueuePolicy"])
      expect(recording.ofType(type).map(({ inputs }) => inputs["policy"])).toEqual([UNKNOWN]);
  });
});
