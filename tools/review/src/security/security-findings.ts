import type { ResourceChange } from "@strata/change-set";
import { parsePolicy } from "../differences/policy-document.ts";
import { policyDifference, policyLines, type StatementDifference } from "../differences/policy-difference.ts";
import type { SecurityFinding } from "../review.ts";
import { isCloudResource } from "../risk/risk-of.ts";
import { type Phrase, phrase } from "../text/phrase.ts";
import { exposuresOf } from "./exposures.ts";
import { valuesOf } from "./leaves.ts";

/** Types that say who may do what, or who reaches what. */
const SECURITY_TYPE =
  /^aws:(iam|kms|organizations|ssoadmin|rolesanywhere|accessanalyzer|guardduty|wafv2)\/|securityGroup|networkAcl|olicy:|ermission:|publicAccessBlock|accessEntry|accessPolicyAssociation|^kubernetes:rbac/i;
/** Of those, what ties or names and says nothing by itself. */
const SILENT = /alias:Alias$|tag:Tag$|^aws:autoscaling\/|^aws:organizations\/(account|organizationalUnit):/;

/** The security-relevant part of what changes in a stack. Resources of one type that are new are one finding. */
export function securityFindings(stack: string, resources: readonly ResourceChange[]): SecurityFinding[] {
  const findings = resources.filter(isCloudResource).flatMap((resource) => ofResource(stack, resource));
  return merged(findings);
}

function ofResource(stack: string, resource: ResourceChange): SecurityFinding[] {
  const isNew = resource.change === "create" || resource.change === "import";
  const about = { stack, urn: resource.urn, type: resource.type, names: [resource.name], isNew };
  const exposures = exposuresOf(resource).map(({ what, effect }): SecurityFinding => ({
    ...about,
    what,
    effect,
    lines: [],
  }));
  const policies = policyFindings(resource).map((finding): SecurityFinding => ({ ...about, ...finding }));
  const found = [...exposures, ...policies];
  if (found.length > 0 || !SECURITY_TYPE.test(resource.type) || SILENT.test(resource.type)) return found;
  const what = generic(resource);
  return what === undefined ? [] : [{ ...about, what, effect: "changed", lines: [] }];
}

function policyFindings(resource: ResourceChange): Pick<SecurityFinding, "what" | "effect" | "lines">[] {
  return valuesOf(resource).flatMap(({ path, kind, old, new: now }) => {
    const [before, after] = [parsePolicy(old), parsePolicy(now)];
    if (before === undefined && after === undefined) return [];
    // A document on one side only cannot be compared: the other is not known yet, or not a policy.
    if ((kind !== "add" && before === undefined) || (kind !== "delete" && after === undefined))
      return [
        {
          what: phrase`has another policy (${path}), which is not known in full yet`,
          effect: "changed" as const,
          lines: [],
        },
      ];
    const differences = policyDifference(before ?? [], after ?? []);
    if (differences.length === 0)
      return [
        { what: phrase`has the same policy in other words (${path})`, effect: "changed" as const, lines: [] },
      ];
    const anything = opensAll(differences);
    // What is new is no wider than what was not there, unless it is open to all.
    const isNew = resource.change === "create" || resource.change === "import";
    const wider = isNew ? anything !== undefined : differences.some((difference) => difference.wider);
    const narrower = !isNew && differences.some((difference) => difference.narrower);
    return [
      {
        what: phrase`${[policyWords({ isNew, wider, narrower, anything })]} (${path})`,
        effect: wider ? ("wider" as const) : narrower ? ("narrower" as const) : ("changed" as const),
        lines: policyLines(differences),
      },
    ];
  });
}

/** What policies are open to that nobody should do in silence, in words; undefined of others. */
function opensAll(differences: readonly StatementDifference[]): string | undefined {
  const allowed = differences.filter((difference) => difference.wider && difference.new?.effect === "Allow");
  const adds = (element: string, pattern: RegExp): StatementDifference[] =>
    allowed.filter(({ elements }) =>
      elements.some((one) => one.element === element && one.added.some((item) => pattern.test(item))),
    );
  const anybody = adds("Principal", /^(AWS )?\*$/);
  if (anybody.some((difference) => !difference.new?.elements.has("Condition")))
    return "lets anybody in (Principal *, no condition)";
  return adds("Action", /^\*(:\*)?$/).length > 0 ? "allows every action (*)" : undefined;
}

function policyWords(policy: {
  isNew: boolean;
  wider: boolean;
  narrower: boolean;
  anything: string | undefined;
}): string {
  const { isNew, wider, narrower, anything } = policy;
  if (isNew) return anything === undefined ? "is new" : `is new, and ${anything}`;
  if (anything !== undefined) return `has a policy that ${anything}`;
  if (wider && narrower) return "has a policy that allows more in one place and less in another";
  if (wider) return "has a policy that allows more than before";
  return narrower
    ? "has a policy that allows less than before"
    : "has a policy that says the same in other words";
}

/** What can be said of a change by the type of the resource alone; undefined for what is only a tag. */
function generic({ change, properties, inputs }: ResourceChange): Phrase | undefined {
  switch (change) {
    case "create":
    case "import":
      return inputs === undefined ? ["is new; the change set does not show what it holds"] : ["is new"];
    case "delete":
      return ["goes away"];
    case "forget":
      return ["is no longer managed"];
    case "replace":
    case "update": {
      const paths = properties.map(({ path }) => path).filter((path) => !/^(tags|tagsAll)\b/.test(path));
      if (paths.length === 0) return change === "replace" ? ["is made anew"] : undefined;
      return phrase`changes in ${paths.slice(0, 3).join(", ")}${[paths.length > 3 ? ` and ${paths.length - 3} more` : ""]}`;
    }
    default:
      return undefined;
  }
}

/** Findings that say the same of resources of one type, as one. What is wider stays by itself. */
function merged(findings: readonly SecurityFinding[]): SecurityFinding[] {
  const groups = new Map<string, SecurityFinding[]>();
  for (const [index, finding] of findings.entries()) {
    const { type, effect, what, lines } = finding;
    const key = effect === "wider" ? String(index) : JSON.stringify([type, effect, what, lines]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group): SecurityFinding[] => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const { urn: _, ...rest } = first;
    return [{ ...rest, names: group.flatMap(({ names }) => names) }];
  });
}
