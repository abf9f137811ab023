import { type Binding, bindingsOf, type BoundResource } from "./bindings.ts";
import type {
  ChangeSet,
  ChangeSetDiagnostic,
  OutputChange,
  PolicyFinding,
  PropertyChange,
  ResourceChange,
} from "./change-set.ts";
import type { EngineEvent, StepMetadata } from "./engine-events.ts";
import { changeOf } from "./operations.ts";
import { propertyChanges } from "./property-changes.ts";
import { withoutCredentials } from "./provider-credentials.ts";
import { providersUsed } from "./providers-used.ts";
import { stripMarkup } from "./strip-markup.ts";
import { nameOf, providerUrn } from "./urn.ts";
import { publicValue, sameValue, UNKNOWN_TEXT } from "./values.ts";

const ROOT_TYPE = "pulumi:pulumi:Stack";
/** The stack itself, and its references to other stacks with their provider. Nothing in a cloud corresponds to them. */
const BOOKKEEPING_TYPES = new Set([ROOT_TYPE, "pulumi:pulumi:StackReference", "pulumi:providers:pulumi"]);

/** What the events of one engine run say; the rest of a change set is known to whoever ran it. */
export type ObservedChanges = Pick<
  ChangeSet,
  "counts" | "resources" | "outputs" | "bindings" | "providers" | "policies" | "diagnostics"
>;

/** Reads the events of one run of the engine, a preview or an update, into what changes. */
export function observeChanges(events: readonly EngineEvent[]): ObservedChanges {
  const steps = stepsOf(events);
  const places = placesOf([...steps.values()]);
  const counts: ChangeSet["counts"] = {};
  const resources: ResourceChange[] = [];
  for (const step of steps.values()) {
    const change = changeOf(step.op);
    if (BOOKKEEPING_TYPES.has(step.type)) continue;
    if (change === undefined) {
      if (step.op === "same" || step.op === "refresh") counts.same = (counts.same ?? 0) + 1;
      continue;
    }
    const properties = propertiesOf(step, change);
    if (change === "update" && properties === undefined) {
      counts.same = (counts.same ?? 0) + 1;
      continue;
    }
    counts[change] = (counts[change] ?? 0) + 1;
    // What is only read is read in every run.
    if (change === "read") continue;
    const { account, region } = places.get(step.urn) ?? {};
    resources.push({
      change,
      urn: step.urn,
      type: step.type,
      name: nameOf(step.urn),
      provider: providerUrn(step.provider ?? ""),
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
      replaceKeys: [...(step.keys ?? [])].sort(),
      properties: properties ?? [],
      ...inputsOf(step, change),
    });
  }
  return {
    counts,
    // The engine works on several at once, so that its own order differs from run to run.
    resources: sortedByUrn(resources),
    outputs: outputChanges(events),
    bindings: sortedByUrn(bindingsAfter([...steps.values()])),
    providers: providersUsed([...steps.values()]),
    policies: policiesOf(events),
    diagnostics: diagnosticsOf(events),
  };
}

/** What a step changes in a resource; `undefined` for an update that changes nothing that counts. */
function propertiesOf(step: StepMetadata, change: ResourceChange["change"]): PropertyChange[] | undefined {
  if (change !== "update" && change !== "replace") return [];
  return withoutCredentials(step.type, propertyChanges(step));
}

/** What a resource that is new is made with: a reviewer must see what a role may do before it is there. */
function inputsOf(
  { provider, urn, new: state }: StepMetadata,
  change: ResourceChange["change"],
): Pick<ResourceChange, "inputs"> {
  // Components are what is in them, and what a provider is given is how it gets its credentials.
  if ((change !== "create" && change !== "import") || !provider || !state?.inputs) return {};
  const inputs = withoutGeneratedNames(state.inputs, nameOf(urn));
  return { inputs: withoutDefaults(publicValue(inputs)) as Record<string, unknown> };
}

/**
 * With the names that the provider makes up as unknown: each preview makes up another, and the update one more. Such a
 * name is a top-level default with the resource's name in it and something random around that
 * (https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming, and the patterns of `pulumi:autonaming`).
 */
function withoutGeneratedNames(
  inputs: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  const defaults = inputs[DEFAULTS];
  if (!Array.isArray(defaults)) return inputs;
  const isGenerated = (key: string, value: unknown): boolean =>
    typeof value === "string" && value !== name && value.includes(name) && defaults.includes(key);
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, isGenerated(key, value) ? UNKNOWN_TEXT : value]),
  );
}

/** Which inputs are defaults, in the inputs (https://github.com/pulumi/pulumi-terraform-bridge). */
const DEFAULTS = "__defaults";

/** Without the lists of the inputs that are defaults. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      key === DEFAULTS ? [] : [[key, withoutDefaults(member)]],
    ),
  );
}

/** Which account and region each resource of the steps is in, or was in if it is deleted. */
function placesOf(steps: readonly StepMetadata[]): Map<string, Binding> {
  const states = steps.flatMap(({ old, new: planned }): BoundResource[] => {
    const state = planned ?? old;
    return state ? [{ ...state, custom: state.custom ?? false }] : [];
  });
  return new Map(bindingsOf(states).map((binding) => [binding.urn, binding]));
}

function policiesOf(events: readonly EngineEvent[]): PolicyFinding[] {
  return events.flatMap(({ policyEvent }): PolicyFinding[] => {
    if (policyEvent === undefined) return [];
    const { resourceUrn, message, policyName, policyPackName, enforcementLevel } = policyEvent;
    return [
      {
        pack: policyPackName,
        policy: policyName,
        enforcement: enforcementLevel,
        ...(resourceUrn ? { urn: resourceUrn } : {}),
        message: stripMarkup(message).trim(),
      },
    ];
  });
}

function sortedByUrn<Item extends { readonly urn: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((left, right) => (left.urn < right.urn ? -1 : left.urn > right.urn ? 1 : 0));
}

function bindingsAfter(steps: readonly StepMetadata[]): Binding[] {
  const there = steps.flatMap(({ op, new: state }): BoundResource[] =>
    op === "delete" || !state ? [] : [{ ...state, custom: state.custom ?? false }],
  );
  return bindingsOf(there);
}

/**
 * One step for each resource. An update performs a replacement as `create-replacement`, `replace` and
 * `delete-replaced`; the `replace` among them stands for all three. A refresh that finds a difference says so only
 * in the outputs event.
 */
function stepsOf(events: readonly EngineEvent[]): Map<string, StepMetadata> {
  const steps = new Map<string, StepMetadata>();
  for (const event of events) {
    const metadata = event.resourcePreEvent?.metadata ?? event.resOutputsEvent?.metadata;
    if (metadata === undefined) continue;
    const known = steps.get(metadata.urn);
    if (known === undefined || (changeOf(known.op) === undefined && metadata.op !== "same")) {
      steps.set(metadata.urn, metadata);
    }
  }
  return steps;
}

/** The outputs of the stack that differ from those of its last update. Secrets are compared as the engine masked them. */
function outputChanges(events: readonly EngineEvent[]): OutputChange[] {
  const root = rootOutputs(events);
  if (root === undefined) return [];
  const { old, new: planned } = root;
  const names = [...new Set([...Object.keys(old), ...Object.keys(planned)])].sort();
  return names.flatMap((name): OutputChange[] => {
    if (!(name in old)) return [{ name, kind: "add", new: publicValue(planned[name]) }];
    if (!(name in planned)) return [{ name, kind: "delete", old: publicValue(old[name]) }];
    if (sameValue(old[name], planned[name])) return [];
    return [{ name, kind: "update", old: publicValue(old[name]), new: publicValue(planned[name]) }];
  });
}

/** The projects whose stacks the program read through references of Pulumi: `organization/network/dev`. */
export function referencedProjects(events: readonly EngineEvent[]): string[] {
  const names = events.flatMap(({ resourcePreEvent, resOutputsEvent }) => {
    const metadata = resourcePreEvent?.metadata ?? resOutputsEvent?.metadata;
    if (metadata?.type !== "pulumi:pulumi:StackReference") return [];
    // One that the program has no more is let go.
    if (metadata.op === "delete" || metadata.op.includes("discard")) return [];
    const name = metadata.new?.inputs?.["name"];
    return typeof name === "string" ? [name.split("/").at(-2) ?? name] : [];
  });
  return [...new Set(names)].sort();
}

/** The stack's outputs before and after, as the engine last reported them; undefined where it reported none. */
export function rootOutputs(
  events: readonly EngineEvent[],
): { old: Readonly<Record<string, unknown>>; new: Readonly<Record<string, unknown>> } | undefined {
  // The stack is reported when it is registered, with the outputs that it has, and again with those of its program.
  const last = events
    .map((event) => event.resOutputsEvent?.metadata)
    .findLast((metadata) => metadata?.type === ROOT_TYPE);
  if (last === undefined || last.op === "delete") return undefined;
  return { old: last.old?.outputs ?? {}, new: last.new?.outputs ?? {} };
}

function diagnosticsOf(events: readonly EngineEvent[]): ChangeSetDiagnostic[] {
  const found: ChangeSetDiagnostic[] = [];
  for (const { diagnosticEvent } of events) {
    if (diagnosticEvent === undefined || diagnosticEvent.ephemeral) continue;
    const severity = severityOf(diagnosticEvent.severity);
    const message = stripMarkup(diagnosticEvent.message).trim();
    if (severity === undefined || message === "") continue;
    found.push({ severity, ...(diagnosticEvent.urn ? { urn: diagnosticEvent.urn } : {}), message });
  }
  return found;
}

function severityOf(severity: string): ChangeSetDiagnostic["severity"] | undefined {
  if (severity === "error" || severity === "warning") return severity;
  return severity === "info" || severity === "info#err" ? "info" : undefined;
}
