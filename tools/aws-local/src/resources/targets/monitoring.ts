import { held, type TargetRules } from "./shared.ts";

const EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/APIReference";

/** Of EventBridge. A rule with targets cannot be deleted: API_DeleteRule.html there. */
export const MONITORING_TARGETS: TargetRules = {
  "aws:cloudwatch/eventTarget:EventTarget": {
    rule: held("aws:cloudwatch/eventRule:EventRule", `${EVENTS}/API_PutTargets.html`),
  },
};
