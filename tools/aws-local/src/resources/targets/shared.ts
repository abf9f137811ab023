import type { TargetRule } from "../../model/descriptor.ts";

export type TargetRules = Record<string, Record<string, TargetRule>>;

export const CLUSTER = "aws:eks/cluster:Cluster";
export const FUNCTION = "aws:lambda/function:Function";
export const KEY = "aws:kms/key:Key";
export const POLICY = "aws:iam/policy:Policy";
export const ROLE = "aws:iam/role:Role";
export const SECRET = "aws:secretsmanager/secret:Secret";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const TOPIC = "aws:sns/topic:Topic";
export const VPC = "aws:ec2/vpc:Vpc";

/** What must exist, and cannot be deleted while it is referred to. @param source the page of the call that refuses it */
export function held(type: string, source: string): TargetRule {
  return { type, source, held: true };
}

/**
 * What AWS takes without looking.
 *
 * @param source the page of the call that does not refuse it
 * @param then what comes of it, as a sentence
 */
export function unlooked(type: string, source: string, then: string): TargetRule {
  return { type, source, held: false, takenAnyway: then };
}

/** What must exist when it is first referred to. @param source the page of the call that refuses it */
export function existing(type: string, source: string): TargetRule {
  return { type, source, held: false };
}
