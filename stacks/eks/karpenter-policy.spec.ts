import { controllerStatements } from "./karpenter-policy.ts";

const statements = controllerStatements({
  accountId: "111111111111",
  region: "eu-central-1",
  clusterName: "strata-dev",
  clusterArn: "arn:aws:eks:eu-central-1:111111111111:cluster/strata-dev",
  nodeRoleArn: "arn:aws:iam::111111111111:role/nodes",
  queueArn: "arn:aws:sqs:eu-central-1:111111111111:interruptions",
});
const OWNED = "kubernetes.io/cluster/strata-dev";

const allowing = (action: string) => statements.filter(({ Action }) => Action.includes(action));
const conditionOf = (sid: string) => statements.find(({ Sid }) => Sid === sid)?.Condition;

it.each(["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate", "iam:DeleteInstanceProfile"])(
  "allows %s only for what carries the tags of this cluster",
  (action) => {
    expect(allowing(action).map(({ Condition }) => Condition?.["StringEquals"])).toEqual([
      expect.objectContaining({ [`aws:ResourceTag/${OWNED}`]: "owned" }),
    ]);
  },
);

it.each(["ec2:CreateLaunchTemplate", "iam:CreateInstanceProfile"])(
  "allows %s only with the tags of this cluster",
  (action) => {
    expect(allowing(action).map(({ Condition }) => Condition?.["StringEquals"])).toEqual([
      expect.objectContaining({
        [`aws:RequestTag/${OWNED}`]: "owned",
        "aws:RequestTag/eks:eks-cluster-name": "strata-dev",
      }),
    ]);
  },
);

it("starts nodes from any image, subnet and group of the region, but from its own launch templates only", () => {
  const from = allowing("ec2:RunInstances");
  expect(from.map(({ Sid }) => Sid)).toEqual([
    "StartNodesFrom",
    "StartNodesFromOwnTemplates",
    "StartTaggedNodes",
  ]);
  expect(from[0]?.Resource).toEqual([
    "arn:aws:ec2:eu-central-1::image/*",
    "arn:aws:ec2:eu-central-1::snapshot/*",
    "arn:aws:ec2:eu-central-1:*:security-group/*",
    "arn:aws:ec2:eu-central-1:*:subnet/*",
    "arn:aws:ec2:eu-central-1:*:capacity-reservation/*",
    "arn:aws:ec2:eu-central-1:*:placement-group/*",
  ]);
  expect(from[1]).toMatchObject({
    Resource: ["arn:aws:ec2:eu-central-1:*:launch-template/*"],
    Condition: {
      StringEquals: { [`aws:ResourceTag/${OWNED}`]: "owned" },
      StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
    },
  });
});

it("tags what it creates, as it creates it, and of what exists only its own nodes, with three tags", () => {
  expect(conditionOf("TagWhatIsCreated")?.["StringEquals"]).toEqual({
    [`aws:RequestTag/${OWNED}`]: "owned",
    "aws:RequestTag/eks:eks-cluster-name": "strata-dev",
    "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
  });
  expect(conditionOf("TagOwnNodes")).toEqual({
    StringEquals: { [`aws:ResourceTag/${OWNED}`]: "owned" },
    StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
    StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": "strata-dev" },
    "ForAllValues:StringEquals": {
      "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
    },
  });
  expect(conditionOf("TagOwnInstanceProfiles")?.["StringEquals"]).toEqual({
    [`aws:ResourceTag/${OWNED}`]: "owned",
    "aws:ResourceTag/topology.kubernetes.io/region": "eu-central-1",
    [`aws:RequestTag/${OWNED}`]: "owned",
    "aws:RequestTag/eks:eks-cluster-name": "strata-dev",
    "aws:RequestTag/topology.kubernetes.io/region": "eu-central-1",
  });
});

it("passes one role, to EC2 alone", () => {
  expect(allowing("iam:PassRole")).toEqual([
    {
      Sid: "PassNodeRole",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: "arn:aws:iam::111111111111:role/nodes",
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
  ]);
});

it("changes nothing where it is not told what: without a resource it reads", () => {
  const anywhere = statements.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action);
  expect(anywhere.length).toBeGreaterThan(10);
  expect(anywhere.filter((action) => !/:(Describe|List|Get)[A-Z]/.test(action))).toEqual([]);
});

it("has no wildcard among its actions, and room in a role for a cluster's longest name", () => {
  expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  const longest = controllerStatements({
    accountId: "111111111111",
    region: "ap-northeast-1",
    clusterName: "c".repeat(100),
    clusterArn: `arn:aws:eks:ap-northeast-1:111111111111:cluster/${"c".repeat(100)}`,
    nodeRoleArn: `arn:aws:iam::111111111111:role/${"r".repeat(64)}`,
    queueArn: `arn:aws:sqs:ap-northeast-1:111111111111:${"q".repeat(80)}`,
  });
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  expect(JSON.stringify({ Version: "2012-10-17", Statement: longest }).length).toBeLessThan(10_240);
});
