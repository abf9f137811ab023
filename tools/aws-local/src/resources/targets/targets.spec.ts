import { descriptors } from "../index.ts";
import { embeddedTypes } from "../embedded-types.ts";
import { TARGETS } from "./index.ts";

const types = embeddedTypes();
const rules = Object.entries(TARGETS).flatMap(([token, inputs]) =>
  Object.entries(inputs).map(([path, rule]) => ({ token, path, ...rule })),
);

const REFERRING =
  /^(vpcId|subnetIds?|securityGroupIds?|vpcSecurityGroupIds|roleArn|clusterName|functionName|role)$/;

/** AWS takes these without looking. */
const NOT_LOOKED_AT = [
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html: an instance's start tells.
  "aws:ec2/launchTemplate:LaunchTemplate vpcSecurityGroupIds",
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
  "aws:cloudwatch/eventRule:EventRule roleArn",
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
  "aws:cloudwatch/eventTarget:EventTarget roleArn",
];

describe("every reference", () => {
  it("has the page of the call that refuses what does not exist", () => {
    const link = /^https:\/\/docs\.aws\.amazon\.com\/.+\/API_\w+\.html$/;
    expect(rules.filter(({ source }) => !link.test(source))).toEqual([]);
  });

  it("is to a type that is described", () => {
    expect(rules.filter(({ type }) => !(type in descriptors))).toEqual([]);
  });

  it("to a network, a subnet, a group or a role is known", () => {
    const unknown = Object.keys(descriptors).flatMap((token) =>
      Object.keys(types.get(token).declaration.inputs)
        .filter((input) => REFERRING.test(input) && TARGETS[token]?.[input] === undefined)
        .map((input) => `${token} ${input}`),
    );
    expect(unknown).toEqual(NOT_LOOKED_AT);
  });
});
