import type { Declarations } from "../declarations/declarations.ts";
import type { ResourceDeclaration } from "../declarations/read-declarations.ts";
import { reveal, Secret, type Value, type ValueMap } from "../protocol/values.ts";
import type { Descriptors, ResourceDescriptor } from "./descriptor.ts";
import type { ProviderInstance } from "./instance.ts";

export interface ResourceType {
  token: string;
  descriptor: ResourceDescriptor;
  declaration: ResourceDeclaration;
  /** Whether resources of the type live in a region. */
  regional: boolean;
  taggable: boolean;
}

/** A resource type that the embedded AWS does not know. */
export class UnknownTypeError extends Error {
  override name = "UnknownTypeError";
}

/** The resource types that the embedded AWS knows: what the SDK declares, with what is described of each. */
export class ResourceTypes {
  readonly #declarations: Declarations;
  readonly #descriptors: Descriptors;
  readonly #types = new Map<string, ResourceType>();

  constructor(declarations: Declarations, descriptors: Descriptors) {
    this.#declarations = declarations;
    this.#descriptors = descriptors;
  }

  /** Throws {@link UnknownTypeError}, which says where a type would be added. */
  get(token: string): ResourceType {
    const known = this.#types.get(token);
    if (known !== undefined) return known;
    const declaration = this.#declarations.get(token);
    if (declaration === undefined) {
      throw new UnknownTypeError(`The installed @pulumi/aws declares no resource type ${token}.`);
    }
    const descriptor = this.#descriptors[token];
    if (descriptor === undefined) {
      throw new UnknownTypeError(
        `The embedded AWS does not know the resource type ${token} yet. It would be described in ` +
          `tools/aws-local/src/resources/${serviceOf(token)}.ts, one entry as those beside it.`,
      );
    }
    const type = {
      token,
      descriptor,
      declaration,
      regional: "region" in declaration.inputs,
      taggable: "tagsAll" in declaration.outputs,
    };
    this.#types.set(token, type);
    return type;
  }
}

/** The service a type belongs to: `aws:ec2/vpc:Vpc` is of `ec2`. */
export function serviceOf(token: string): string {
  return token.split(":")[1]?.split("/")[0] ?? "";
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

/** The region as part of a resource's key: empty for what has none. */
export function keyRegion(type: ResourceType, region: string): string {
  return type.regional ? region : "";
}

function textIn(value: Value | undefined): string | undefined {
  const plain = value instanceof Secret ? reveal(value) : value;
  return typeof plain === "string" && plain !== "" ? plain : undefined;
}
