import type { ResourceChange } from "@strata/change-set";
import { type Phrase, phrase } from "../text/phrase.ts";
import { type Leaf, leavesOf, valuesOf } from "./leaves.ts";

/** A value that opens something, or that takes a safeguard away. */
interface Rule {
  /** Of the resource's type; absent for any. */
  readonly type?: RegExp;
  readonly name: RegExp;
  readonly when: (value: unknown) => boolean;
  readonly says: string;
  /** What a rule misses is a safeguard: of a resource that is new that is no more than a choice. */
  readonly safeguard?: true;
}

const off = (value: unknown): boolean => value === false || value === "false";
const on = (value: unknown): boolean => value === true || value === "true";
const gone = (value: unknown): boolean => value === undefined || value === null || value === "";
const WORLD = new Set(["0.0.0.0/0", "::/0"]);
const isWorld = (value: unknown): boolean => typeof value === "string" && WORLD.has(value);

/** Properties as the AWS provider 7 names them (https://www.pulumi.com/registry/packages/aws/api-docs/). */
const RULES: readonly Rule[] = [
  { name: /^publiclyAccessible$/, when: on, says: "can be reached from the internet" },
  { name: /^endpointPublicAccess$/, when: on, says: "has an endpoint that can be reached from the internet" },
  { name: /^(publicAccessCidrs)$/, when: isWorld, says: "has an endpoint that any address can reach" },
  {
    name: /^(authorizationType|authorization)$/,
    when: (value) => value === "NONE",
    says: "can be called by anybody: it asks for no authorization",
  },
  {
    name: /^functionUrlAuthType$/,
    when: (value) => value === "NONE",
    says: "lets anybody call the function's URL",
  },
  {
    type: /permission:Permission$/i,
    name: /^principal$/,
    when: (value) => value === "*",
    says: "lets anybody call the function",
  },
  {
    name: /^(mapPublicIpOnLaunch|associatePublicIpAddress|assignPublicIp)$/,
    when: on,
    says: "gives public addresses to what starts in it",
  },
  { type: /loadBalancer/i, name: /^internal$/, when: off, says: "faces the internet" },
  {
    name: /^acl$/,
    when: (value) => typeof value === "string" && value.startsWith("public-"),
    says: "can be read by anybody",
  },
  {
    name: /^(blockPublicAcls|blockPublicPolicy|ignorePublicAcls|restrictPublicBuckets)$/,
    when: (value) => off(value) || gone(value),
    says: "no longer blocks public access",
  },
  {
    name: /^(deletionProtection|deletionProtectionEnabled|enableDeletionProtection)$/,
    when: (value) => off(value) || gone(value),
    says: "is not protected from being deleted",
    safeguard: true,
  },
  {
    name: /^(storageEncrypted|encrypted|atRestEncryptionEnabled|transitEncryptionEnabled|kmsEncrypted|sqsManagedSseEnabled)$/,
    when: off,
    says: "is not encrypted",
    safeguard: true,
  },
  {
    name: /^(kmsKeyId|kmsKeyArn|kmsMasterKeyId|kmsKey)$/,
    when: gone,
    says: "is no longer encrypted with a key of your own",
    safeguard: true,
  },
  {
    name: /^enableKeyRotation$/,
    when: (value) => off(value) || gone(value),
    says: "is not rotated",
    safeguard: true,
  },
  {
    name: /^(requireTls)$/,
    when: (value) => off(value) || gone(value),
    says: "takes connections without TLS",
  },
  {
    name: /^httpTokens$/,
    when: (value) => value === "optional",
    says: "gives its credentials away without a session token (IMDSv1)",
  },
  {
    name: /^(skipFinalSnapshot|deleteAutomatedBackups)$/,
    when: on,
    says: "keeps no backup when it is deleted",
    safeguard: true,
  },
  {
    name: /^backupRetentionPeriod$/,
    when: (value) => value === 0 || gone(value),
    says: "is not backed up",
    safeguard: true,
  },
  {
    name: /^(forceDestroy|forceDelete|forceDeleteWithoutRecovery)$/,
    when: on,
    says: "is deleted with all that is in it",
    safeguard: true,
  },
  {
    name: /^permissionsBoundary$/,
    when: gone,
    says: "is not bounded in what it may be allowed any more",
    safeguard: true,
  },
  {
    name: /^(enableLogFileValidation|enableLogging)$/,
    when: off,
    says: "keeps no record that can be trusted",
    safeguard: true,
  },
];

/** Types whose going away takes a safeguard away. */
const SAFEGUARDS =
  /publicAccessBlock:|cloudtrail\/trail:|flowLog:|guardduty\/detector:|securityhub\/|config\/(rule|recorder)|wafv2\/|organizations\/policy|secretPolicy:|bucketPolicy:|queuePolicy:|codeSigningConfig:|accessanalyzer\/|(bucketV2|bucket)?ServerSideEncryption/i;

/** What a change opens to more people than before, or leaves without a safeguard. */
export function exposuresOf(resource: ResourceChange): { what: Phrase; effect: "wider" | "changed" }[] {
  if (resource.change === "delete")
    return SAFEGUARDS.test(resource.type)
      ? [{ what: ["goes away, and with it what it guards"], effect: "wider" }]
      : [];
  const leaves = leavesOf(valuesOf(resource));
  const isNew = resource.change === "create" || resource.change === "import";
  const flags = leaves.flatMap((leaf) => ruleFindings(resource.type, leaf, isNew));
  return [...openedRanges(resource.type, leaves), ...once(flags)];
}

function ruleFindings(
  type: string,
  { name, path, old, new: now }: Leaf,
  isNew: boolean,
): { what: Phrase; effect: "wider" | "changed" }[] {
  return RULES.filter(
    (rule) =>
      rule.name.test(name) &&
      (rule.type === undefined || rule.type.test(type)) &&
      rule.when(now) &&
      // What was like that before is no change; what is new never had a safeguard that could be missing.
      !rule.when(old === undefined && gone(now) ? "" : (old ?? "there was nothing")) &&
      !(isNew && gone(now)),
  ).map(({ says, safeguard = false }) => ({
    what: phrase`${[says]} (${path})`,
    effect: isNew && safeguard ? "changed" : "wider",
  }));
}

/** Address ranges of everybody that come into the rules of a firewall. */
function openedRanges(
  type: string,
  leaves: readonly Leaf[],
): { what: Phrase; effect: "wider" | "changed" }[] {
  if (!/securityGroup|networkAcl/i.test(type)) return [];
  return leaves
    .filter((leaf) => /cidr/i.test(leaf.name) && isWorld(leaf.new) && !isWorld(leaf.old))
    .map((leaf) => {
      const egress =
        /^egress/.test(leaf.path) ||
        /EgressRule:/.test(type) ||
        valueBeside(leaves, leaf, "type") === "egress" ||
        valueBeside(leaves, leaf, "egress") === true;
      const ports = portsBeside(leaves, leaf);
      const range = String(leaf.new);
      return egress
        ? { what: phrase`lets ${ports} out to every address (${range})`, effect: "changed" }
        : { what: phrase`lets every address (${range}) in to ${ports}`, effect: "wider" };
    });
}

/** The ports of the rule that a range is in, as far as the change shows them. */
function portsBeside(leaves: readonly Leaf[], leaf: Leaf): Phrase {
  const [from, to, protocol] = ["fromPort", "toPort", "ipProtocol"].map((name) =>
    valueBeside(leaves, leaf, name),
  );
  const spoken = protocol ?? valueBeside(leaves, leaf, "protocol");
  if (spoken === "-1" || spoken === "all") return ["all ports and protocols"];
  if (from === undefined) return ["the ports of the rule"];
  const ports = to === undefined || to === from ? String(from) : `${String(from)}-${String(to)}`;
  return phrase`port ${ports}`;
}

/** The value under another name of the rule that a leaf is in. */
function valueBeside(leaves: readonly Leaf[], leaf: Leaf, name: string): unknown {
  const at = leaf.path.slice(0, leaf.path.lastIndexOf(leaf.name));
  return leaves.find(({ path }) => path === `${at}${name}`)?.new;
}

function once<Finding extends { readonly what: Phrase }>(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding.what), finding])).values()];
}
