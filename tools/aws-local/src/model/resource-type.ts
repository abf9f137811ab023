import type { Declarations } from "../declarations/declarations.ts";
import { type CreateOnlyInputs, createOnlyInputsOf } from "../declarations/create-only.ts";
import type { ResourceDeclaration } from "../declarations/read-declarations.ts";
import { tagPlaces } from "../declarations/tag-places.ts";
import { reveal, Secret, type Value, type ValueMap } from "../protocol/values.ts";
import type { Descriptors, ResourceDescriptor } from "./descriptor.ts";
import { genericDescriptor } from "./generic-descriptor.ts";
import { derivedReplacements, withDocumentation } from "./replacement-sources.ts";
import type { ProviderInstance } from "./instance.ts";

export interface ResourceType {
  token: string;
  descriptor: ResourceDescriptor;
  /** What replaces a resource by CloudFormation's data, where the descriptor and the documentation say nothing. */
  derived: CreateOnlyInputs | undefined;
  declaration: ResourceDeclaration;
  /** Whether resources of the type live in a region. */
  regional: boolean;
  taggable: boolean;
  /** Whether the type is described and tested here. Of others, only what the SDK declares is known. */
  tested: boolean;
}

/** A resource type that the installed SDK does not declare. */
export class UnknownTypeError extends Error {
  override name = "UnknownTypeError";
}

/** The resource types of the embedded AWS: all that the SDK declares, with what is described of each. */
export class ResourceTypes {
  readonly #declarations: Declarations;
  readonly #descriptors: Descriptors;
  readonly #types = new Map<string, ResourceType>();

  constructor(declarations: Declarations, descriptors: Descriptors) {
    this.#declarations = declarations;
    this.#descriptors = descriptors;
  }

  /** Throws {@link UnknownTypeError} for a type that the SDK does not declare. */
  get(token: string): ResourceType {
    const known = this.#types.get(token);
    if (known !== undefined) return known;
    const declaration = this.#declarations.get(token);
    if (declaration === undefined) {
      throw new UnknownTypeError(`The installed @pulumi/aws declares no resource type ${token}.`);
    }
    const described = this.#descriptors[token];
    const descriptor =
      described === undefined
        ? genericDescriptor(token, declaration)
        : withDocumentation(described, declaration);
    const type = {
      token,
      descriptor,
      derived: this.#derived(token, descriptor, declaration),
      declaration,
      regional: "region" in declaration.inputs,
      taggable: tagPlaces(declaration).defaultTags,
      tested: described !== undefined,
    };
    this.#types.set(token, type);
    return type;
  }

  /** Nothing is looked up, nor read from disk, of a type of which everything is known. */
  #derived(
    token: string,
    descriptor: ResourceDescriptor,
    declaration: ResourceDeclaration,
  ): CreateOnlyInputs | undefined {
    if (token in this.#descriptors && descriptor.undecided === undefined) return undefined;
    const createOnly = createOnlyInputsOf(token);
    return createOnly && derivedReplacements(createOnly, descriptor, declaration);
  }
}

/** The region a resource lives in: its own, that of its state, or the provider's. */
export function regionOf(
  type: ResourceType,
  inputs: ValueMap,
  state: ValueMap | undefined,
  instance: ProviderInstance,
): string {
  if (!type.regional) return instance.region;
  return textIn(inputs.region) ?? textIn(state?.region) ?? instance.region;
}

/** Whether a resource would live in another region than it does. Every such change replaces it. */
export function regionChanges(
  type: ResourceType,
  instance: ProviderInstance,
  oldOutputs: ValueMap,
  newInputs: ValueMap,
): boolean {
  return (
    type.regional &&
    regionOf(type, {}, oldOutputs, instance) !== regionOf(type, newInputs, undefined, instance)
  );
}

/** The region as part of a resource's key: empty for what has none. */
export function keyRegion(type: ResourceType, region: string): string {
  return type.regional ? region : "";
}

function textIn(value: Value | undefined): string | undefined {
  const plain = value instanceof Secret ? reveal(value) : value;
  return typeof plain === "string" && plain !== "" ? plain : undefined;
}
