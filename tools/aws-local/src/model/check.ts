import { unknownMembers } from "../declarations/enumerations.ts";
import { type CheckFailure, validateInputs } from "../declarations/validate.ts";
import { isMap, revealAll, type Value, type ValueMap } from "../protocol/values.ts";
import type { Store } from "../store/store.ts";
import type { ProviderInstance } from "./instance.ts";
import { checkDocument, documentText } from "./json-documents.ts";
import { type AutonamingRequest, DEFAULTS, generateName } from "./naming.ts";
import { checkLimits } from "./limits.ts";
import type { PlannedResources } from "./planned-resources.ts";
import { checkPolicies } from "./policies/check-policies.ts";
import { keyRegion, regionOf, type ResourceType } from "./resource-type.ts";
import { findOutputs, listOutputs } from "./stored-outputs.ts";
import { checkTags, mergeTags } from "./tags.ts";
import { missingTargets } from "./existing-targets.ts";
import { takenName } from "./taken-name.ts";

export interface CheckRequest {
  type: ResourceType;
  instance: ProviderInstance;
  urn: string;
  logicalName: string;
  /** With marks of secrecy, as the engine sent them. */
  inputs: ValueMap;
  oldInputs: ValueMap | undefined;
  randomSeed: Uint8Array;
  autonaming: AutonamingRequest | undefined;
  /** What this run would make before. */
  planned?: PlannedResources | undefined;
}

const UNLESS_MADE =
  "It is refused unless that exists by then: refer to what this program makes by its outputs.";

export interface CheckResult {
  inputs: ValueMap;
  failures: CheckFailure[];
  /** What may be wrong, and does not keep the resource from being created. */
  warnings: CheckFailure[];
}

/** What the provider makes of a resource's inputs, and everything that is wrong with them, all at once. */
export function checkResource(request: CheckRequest, store: Store, now: Date): CheckResult {
  const { type, instance } = request;
  const { descriptor, declaration } = type;
  // Not inputs of the program: the engine hands them back where the program ignores their changes.
  const { tagsAll: givenTagsAll, [DEFAULTS]: _, ...given } = request.inputs;
  const inputs = withDocumentTexts(given, descriptor.json ?? []);
  const failures = validateInputs(given, declaration);
  if (descriptor.naming !== undefined) {
    const { name, failure } = generateName(descriptor.naming, { ...request, inputs });
    if (failure !== undefined) failures.push(failure);
    if (name !== undefined) {
      inputs[descriptor.naming.property] = name;
      inputs[DEFAULTS] = [descriptor.naming.property];
    }
  }
  if (type.taggable) {
    inputs.tagsAll = givenTagsAll ?? mergeTags(instance.defaultTags, inputs.tags);
    failures.push(...checkTags(inputs.tagsAll));
  }
  failures.push(...(descriptor.json ?? []).flatMap((property) => checkDocument(property, inputs[property])));
  const plain = revealAll(inputs);
  // Of a value of a wrong type there is no more to say.
  failures.push(...elsewhere(failures, checkLimits(descriptor.limits ?? [], plain)));
  failures.push(...checkPolicies(descriptor.policies ?? {}, plain));
  const warnings = unknownMembers(given, declaration);
  if (failures.length === 0) {
    const found = serviceFailures(request, plain, store, now);
    failures.push(...found.failures);
    warnings.push(...found.warnings);
  }
  return { inputs, failures, warnings };
}

function serviceFailures(
  request: CheckRequest,
  inputs: ValueMap,
  store: Store,
  now: Date,
): Pick<CheckResult, "failures" | "warnings"> {
  const { type, instance, urn } = request;
  const { account } = instance;
  const region = regionOf(type, inputs, undefined, instance);
  const scope = { account, region: keyRegion(type, region) };
  const oldInputs = request.oldInputs === undefined ? undefined : revealAll(request.oldInputs);
  const place = { type, instance, region, urn, inputs, oldInputs };
  const failures =
    type.descriptor.check?.({
      inputs,
      instance,
      region,
      urn,
      creating: oldInputs === undefined,
      find: (token, id) => findOutputs(store, { ...scope, type: token, id }),
      list: (token, referringTo) => listOutputs(store, { ...scope, type: token }, referringTo),
      planned: (token) => request.planned?.list(scope.account, scope.region, token) ?? [],
    }) ?? [];
  const missing = missingTargets(place, store, now, request.planned);
  // A name may be known in a preview of what does not exist yet: the creation will tell.
  const certain = missing
    .filter(({ byName, takenAnyway }) => !byName && takenAnyway === undefined)
    .map(({ property, reason }) => ({ property, reason }));
  return {
    failures: [...failures, ...elsewhere(failures, certain), ...takenName(place, store, now)],
    warnings: missing
      .filter(({ byName, takenAnyway }) => byName || takenAnyway !== undefined)
      .map(({ property, reason, takenAnyway = UNLESS_MADE }) => ({
        property,
        reason: `${reason} ${takenAnyway}`,
      })),
  };
}

/** Those of further failures that are not of a property that is wrong already. */
function elsewhere(failures: readonly CheckFailure[], further: readonly CheckFailure[]): CheckFailure[] {
  return further.filter(({ property }) => !failures.some((failure) => failure.property === property));
}

function withDocumentTexts(inputs: ValueMap, properties: readonly string[]): ValueMap {
  const texts = properties.flatMap((property): [string, Value][] => {
    const value = inputs[property];
    const text = value !== undefined && !(typeof value === "string") ? documentText(value) : undefined;
    return text === undefined || isMap(text) ? [] : [[property, text]];
  });
  return { ...inputs, ...Object.fromEntries(texts) };
}
