import type { Descriptors } from "../model/descriptor.ts";
import { ec2Arn, ec2Id, given, withMembers } from "./shared.ts";

/** What EC2 instances are started from. */
export const ec2Compute: Descriptors = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    naming: { property: "name", maxLength: 125 },
    id: ec2Id("lt"),
    computed: {
      arn: ec2Arn("launch-template"),
      latestVersion: ({ previous }) =>
        typeof previous?.latestVersion === "number" ? previous.latestVersion + 1 : 1,
      defaultVersion: given("defaultVersion", ({ inputs, previous }) =>
        inputs.updateDefaultVersion === true && typeof previous?.latestVersion === "number"
          ? previous.latestVersion + 1
          : 1,
      ),
      metadataOptions: withMembers("metadataOptions", () => ({})),
    },
    recomputed: { latestVersion: ["*"] },
    replaceOn: ["name", "namePrefix"],
  },
};
