import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { given, sameRegionArns } from "./shared.ts";

/** Log groups, alarms, event rules and their targets. */
export const cloudwatch: Descriptors = {
  "aws:cloudwatch/logGroup:LogGroup": {
    naming: { property: "name", maxLength: 512 },
    id: ({ name }) => name,
    defaults: { retentionInDays: 0, skipDestroy: false },
    computed: {
      arn: ({ arn, name }) => arn("logs", `log-group:${name}`),
      logGroupClass: given("logGroupClass", "STANDARD"),
      deletionProtectionEnabled: given("deletionProtectionEnabled", false),
    },
    replaceOn: ["name", "namePrefix"],
    check: (context) => [
      ...sameRegionArns(["kmsKeyId"], context),
      ...(typeof context.inputs.name === "string" && !/^[.\-_/#A-Za-z\d]{1,512}$/.test(context.inputs.name)
        ? [{ property: "name", reason: `AWS allows letters, digits and .-_/# in the name of a log group.` }]
        : []),
    ],
    refuseDeletion: ({ deletionProtectionEnabled }) =>
      deletionProtectionEnabled === true ? "its deletion protection is on." : undefined,
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    naming: { property: "name", maxLength: 255 },
    id: ({ name }) => name,
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    computed: { arn: ({ arn, name }) => arn("cloudwatch", `alarm:${name}`) },
    replaceOn: ["name"],
    unordered: ["alarmActions", "okActions", "insufficientDataActions"],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    naming: { property: "name", maxLength: 64 },
    id: ({ name, text }) => (text("eventBusName") === "" ? name : `${text("eventBusName")}/${name}`),
    defaults: { eventBusName: "default", forceDestroy: false },
    computed: { arn: ({ arn, name }) => arn("events", `rule/${name}`) },
    replaceOn: ["name", "namePrefix", "eventBusName"],
    json: ["eventPattern"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: (context) => {
      const { text } = context;
      const bus = text("eventBusName");
      const before = bus === "" || bus === "default" ? [] : [bus];
      return [...before, text("rule"), eventTargetId(context)].join("-");
    },
    defaults: { eventBusName: "default", forceDestroy: false },
    computed: { targetId: eventTargetId },
    replaceOn: ["rule", "eventBusName", "targetId"],
    json: ["input"],
  },
};

/** What was given, or a name that the provider makes. */
function eventTargetId({ text, hex }: ResourceContext): string {
  return text("targetId") || `terraform-${hex(26, "event target")}`;
}
