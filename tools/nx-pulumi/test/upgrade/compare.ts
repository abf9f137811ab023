import type { ChangeSet, PropertyChange, ResourceChange } from "@strata/change-set";
import { EXPECTED_CHANGES_FILE, type ExpectedChange, expects } from "./expected-changes.ts";

/** What previews of the new revision show against the state of the base. */
export interface Upgrade {
  /** Of the previews, with the new revision. */
  readonly changeSets: readonly ChangeSet[];
  /** The projects that the base has deployed. */
  readonly deployedProjects: readonly string[];
  /** What is expected of this upgrade. */
  readonly expected: readonly ExpectedChange[];
}

/**
 * Everything that keeps the upgrade from being safe, each with what causes it; empty if nothing does: a stack that is
 * not previewed or whose preview fails, a resource of a cloud that is replaced or deleted and is not expected to be, and
 * an expectation that does not come true. Components are no resources of a cloud: what becomes of their children
 * decides.
 */
export function upgradeProblems({ changeSets, deployedProjects, expected }: Upgrade): string[] {
  const previewed = new Set(changeSets.map(({ project }) => project));
  const missing = deployedProjects
    .filter((project) => !previewed.has(project))
    .map(
      (project) =>
        `${project} is deployed by the base, and the new revision did not preview it: nobody manages what it has made. ` +
        `Destroy the stack in every environment first, with the base's program.`,
    );
  const failed = changeSets.filter(({ succeeded }) => !succeeded).map(failure);
  const losses = changeSets.flatMap((changeSet) =>
    changeSet.resources.filter(isLoss).map((resource) => ({ changeSet, resource })),
  );
  const unexpected = losses
    .filter(({ resource }) => !expected.some((each) => expects(each, resource)))
    .sort((left, right) => Number(isConsequence(left.resource)) - Number(isConsequence(right.resource)));
  // A preview that failed has not shown everything, so nothing can be said of what it did not show.
  const unmet =
    missing.length + failed.length > 0
      ? []
      : expected.filter((each) => !losses.some(({ resource }) => expects(each, resource)));
  return [
    ...missing,
    ...failed,
    ...unexpected.map(({ changeSet, resource }) => describeLoss(changeSet, resource)),
    ...(unexpected.length > 0 ? [howToExpect(unexpected.map(({ resource }) => resource))] : []),
    ...unmet.map(
      ({ urn, change }) =>
        `${EXPECTED_CHANGES_FILE} expects the ${change} of ${urn}, which does not happen. Remove the entry, or correct its URN.`,
    ),
  ];
}

function isLoss({ change, provider }: ResourceChange): boolean {
  return provider !== "" && (change === "replace" || change === "delete");
}

/** Whether another loss causes it: what forces the replacement is known only once that has happened. */
function isConsequence({ change, properties }: ResourceChange): boolean {
  const forcing = properties.filter(({ replaces }) => replaces);
  return change === "replace" && forcing.every((property) => property.new === "[unknown]");
}

function failure({ stack, diagnostics }: ChangeSet): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return [`${stack}: the preview failed.`, ...errors.flatMap((message) => indented(message))].join("\n");
}

function describeLoss(changeSet: ChangeSet, resource: ResourceChange): string {
  const causes = resource.change === "delete" ? causesOfDeletion(changeSet, resource) : causesOf(resource);
  return [
    `${changeSet.stack}: unexpected ${resource.change} of ${resource.urn}`,
    ...causes.flatMap(indented),
  ].join("\n");
}

function causesOf({ replaceKeys, properties }: ResourceChange): string[] {
  const forcing = properties.filter(({ replaces }) => replaces);
  if (forcing.length > 0) return forcing.map((property) => `because of ${describeProperty(property)}`);
  if (replaceKeys.length > 0) return [`because of ${replaceKeys.join(", ")}`];
  return ["no property of its own causes it: something that it depends on is replaced"];
}

function describeProperty({ path, kind, old, new: after }: PropertyChange): string {
  if (kind === "add") return `${path}: set to ${JSON.stringify(after)}`;
  return kind === "delete"
    ? `${path}: no longer ${JSON.stringify(old)}`
    : `${path}: ${JSON.stringify(old)} -> ${JSON.stringify(after)}`;
}

function causesOfDeletion({ resources }: ChangeSet, { type, name }: ResourceChange): string[] {
  const cause = "its program registers it no more";
  const [likely] = resources
    .filter((each) => each.change === "create" && each.type === type)
    .sort((left, right) => commonStart(right.name, name) - commonStart(left.name, name));
  if (likely === undefined) return [cause];
  return [
    `${cause}, and ${likely.name} of the same type for the first time.`,
    `If that is the same thing under another name or parent, give it an alias: { aliases: [{ name: ${JSON.stringify(name)} }] }.`,
  ];
}

/** How many characters two names have in common at their start. */
function commonStart(one: string, other: string): number {
  const differing = [...one].findIndex((character, index) => character !== other[index]);
  return differing === -1 ? one.length : differing;
}

function howToExpect([first]: readonly ResourceChange[]): string {
  const entry = JSON.stringify({ urn: first?.urn, change: first?.change, reason: "…" });
  return [
    `If they are meant, say so in ${EXPECTED_CHANGES_FILE}, each with the reason; \`*\` in a URN stands for any characters. The first is`,
    `    ${entry}`,
  ].join("\n");
}

const indented = (text: string): string[] => text.split("\n").map((line) => `    ${line}`);
