import { amiTypeOf, architectureOf } from "./instance-architecture.ts";

// https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
it.each([
  "a1.large",
  "m7g.large",
  "c6gn.xlarge",
  "r8gd.medium",
  "t4g.nano",
  "im4gn.large",
  "is4gen.xlarge",
  "g5g.xlarge",
  "x2gd.large",
  "hpc7g.4xlarge",
])("knows %s as Graviton", (type) => expect(architectureOf(type)).toBe("ARM_64"));

it.each([
  "m7i.large",
  "m7a.large",
  "t3.micro",
  "g4dn.xlarge",
  "g5.xlarge",
  "gr6.4xlarge",
  "g4ad.xlarge",
  "p5.48xlarge",
  "c5n.large",
  "u-6tb1.metal",
  "trn1.2xlarge",
])("knows %s as x86_64", (type) => expect(architectureOf(type)).toBe("x86_64"));

it.each([
  ["AL2023", "m7g.large", "AL2023_ARM_64_STANDARD"],
  ["AL2023", "m7i.large", "AL2023_x86_64_STANDARD"],
  ["BOTTLEROCKET", "m7g.large", "BOTTLEROCKET_ARM_64"],
  ["BOTTLEROCKET", "m7i.large", "BOTTLEROCKET_x86_64"],
] as const)("the AMI type of %s on %s is %s", (system, instanceType, amiType) => {
  expect(amiTypeOf(system, [instanceType])).toBe(amiType);
});
