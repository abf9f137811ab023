import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { WORKSPACE } from "../src/store/paths.ts";
import { type StackName, STACKS } from "./stack-folders.ts";

const TOPIC = "arn:aws:sns:eu-central-1:000000000000:alarms";

/**
 * What is off in the configuration for `local`, turned on, but for what needs a server that is not AWS (Vault), or a function
 * or topic that is in none of the stacks (rotation).
 */
const OPTIONS: Readonly<Record<StackName, Readonly<Record<string, unknown>>>> = {
  secrets: {
    githubIdentity: {
      owner: "example",
      ownerId: 1,
      repository: "strata",
      repositoryId: 2,
      policyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"],
    },
    parameters: { "feature/limit": "10" },
  },
  network: { nat: "regional", ipv6: true, blockPublicAccess: "ingress" },
  eks: {
    karpenter: true,
    access: [{ role: "team/reader", policy: "AmazonEKSViewPolicy", scope: { namespaces: ["shop"] } }],
    podIdentities: {
      shop: {
        namespace: "shop",
        serviceAccount: "shop",
        policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      },
    },
    publicAccessCidrs: ["203.0.113.0/24"],
    privateAccessCidrs: ["10.200.0.0/16"],
  },
  rds: { multiAz: true },
  lambda: {
    codeSigning: true,
    alarmTopicArn: TOPIC,
    functionUrl: { allowOrigins: ["https://status.example.com"] },
  },
};

/** Writes the configuration of each stack with every option into a folder; the paths of the files. */
export function everyOption(folder: string): Record<StackName, string> {
  return Object.fromEntries(
    STACKS.map((stack) => {
      const text = readFileSync(join(WORKSPACE, "stacks", stack, "Pulumi.local.yaml"), "utf8");
      const file = parse(text) as { config: Record<string, unknown> };
      for (const [key, value] of Object.entries(OPTIONS[stack])) file.config[`${stack}:${key}`] = value;
      const path = join(folder, `Pulumi.${stack}.yaml`);
      writeFileSync(path, stringify(file));
      return [stack, path];
    }),
  ) as Record<StackName, string>;
}
