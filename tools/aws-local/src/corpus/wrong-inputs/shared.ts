import type { ValueMap } from "../../protocol/values.ts";

/** Over the base inputs; a property that is undefined is left out. */
export type Change = Record<string, ValueMap[string] | undefined>;

/**
 * A change of the base inputs of a type that makes AWS, or the AWS provider, refuse them: the path that the refusal
 * names, a part of its reason, and the page that says so.
 */
export type Row = readonly [change: Change, property: string, reason: string, source: string];

export type Rows = Record<string, readonly Row[]>;

export const REGISTRY = "https://www.pulumi.com/registry/packages/aws/api-docs";
export const NO_VPC = "vpc-010ca1fffffffffff";
export const NO_SUBNET = "subnet-010ca1fffffffffff";
export const NO_GROUP = "sg-010ca1fffffffffff";
export const NO_ROLE = "arn:aws:iam::000000000000:role/nobody";
export const NO_KEY = "10ca1fff-ffff-4fff-8fff-ffffffffffff";
export const IS_ABSENT = "does not exist in account 000000000000";
export const IS_ELSEWHERE = "lives in account 000000000000, region us-east-1";
export const REQUIRED = "required and was not given";
export const long = (length: number) => "x".repeat(length);
export const document = (...statements: ValueMap[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const read: ValueMap = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
