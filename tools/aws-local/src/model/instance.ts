import { isMap, reveal, type Value, type ValueMap } from "../protocol/values.ts";

/** A configured `aws.Provider`: which account and region it speaks to, and the tags it adds. */
export interface ProviderInstance {
  account: string;
  region: string;
  partition: string;
  dnsSuffix: string;
  /** Values may be secret or unknown. */
  defaultTags: ValueMap;
}

/** Stands for an account where a provider names none. No AWS account has this ID. */
export const UNREAL_ACCOUNT = "000000000000";

/**
 * The instance that a provider's configuration describes. Nested values arrive as JSON texts, as the SDK sends the
 * configuration of providers. Throws an Error for a configuration that cannot be read.
 */
export function instanceFromConfiguration(configuration: ValueMap): ProviderInstance {
  const plain = (key: string): Value => unpack(key, reveal(configuration[key] ?? null));
  const region = plain("region");
  if (typeof region !== "string" || region === "") {
    throw new Error(`The provider has no region. Set "region" of the aws.Provider.`);
  }
  const accounts = plain("allowedAccountIds");
  const account = Array.isArray(accounts) && typeof accounts[0] === "string" ? accounts[0] : UNREAL_ACCOUNT;
  const defaultTags = plain("defaultTags");
  const tags = isMap(defaultTags) ? defaultTags.tags : undefined;
  return { account, region, ...partitionOf(region), defaultTags: isMap(tags) ? tags : {} };
}

function unpack(key: string, value: Value): Value {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    throw new Error(`The provider's "${key}" is not JSON.`);
  }
}

/** The partition a region belongs to. https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export function partitionOf(region: string): { partition: string; dnsSuffix: string } {
  if (region.startsWith("cn-")) return { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
  if (region.startsWith("us-gov-")) return { partition: "aws-us-gov", dnsSuffix: "amazonaws.com" };
  return { partition: "aws", dnsSuffix: "amazonaws.com" };
}
