import type { Limit } from "../../model/limits.ts";

const OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4_BLOCK = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}/(?:3[0-2]|[12]?\\d)$`);
export const block = (path: string, source: string): Limit => ({
  path,
  pattern: IPV4_BLOCK,
  meaning: "a block of IPv4 addresses like 10.0.0.0/16",
  source,
});
export const name = (path: string, pattern: RegExp, meaning: string, source: string): Limit => ({
  path,
  pattern,
  meaning,
  source,
});
export const atMost = (path: string, characters: number, source: string): Limit => ({
  path,
  length: [0, characters],
  source,
});
export const roleArn = (path: string, source: string): Limit =>
  name(path, /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@\-/]+$/, "the ARN of a role", source);
