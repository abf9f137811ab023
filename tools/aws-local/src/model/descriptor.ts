import type { CheckFailure } from "../declarations/validate.ts";
import type { Value, ValueMap } from "../protocol/values.ts";
import type { ReferenceTarget } from "../store/store.ts";
import type { ProviderInstance } from "./instance.ts";
import type { Limit } from "./limits.ts";
import type { PolicyInput } from "./policies/check-policies.ts";

/** What a resource's IDs and computed outputs are made from, once it is created. No value here is unknown. */
export interface ResourceContext {
  /** Inputs without marks of secrecy. */
  inputs: ValueMap;
  /** The outputs before an update; undefined while the resource is created. */
  previous: ValueMap | undefined;
  instance: ProviderInstance;
  account: string;
  /** The region of this resource: its own `region`, else the provider's. */
  region: string;
  /** Whether resources of the type live in a region. */
  regional: boolean;
  partition: string;
  /** The physical name: what `naming` says, or made from the prefix that was given. */
  name: string;
  /** The ID, when outputs are made. */
  id: string;
  /** Logical name. */
  logicalName: string;
  /** When it was created, ISO 8601. */
  createdAt: string;
  /** Hexadecimal digits that are stable for the resource, and differ by purpose. */
  hex: (length: number, purpose?: string) => string;
  /** A text input; empty if it was not given. */
  text: (property: string) => string;
  arn: (service: string, resource: string) => string;
  /** The outputs of a resource that exists, found by ID in the same account and region. */
  find: (type: string, id: string) => ValueMap | undefined;
  /**
   * The outputs of all resources of a type in the same account and region, each with its `id`; with a target only of
   * those that hold it as a target.
   */
  list: (type: string, referringTo?: ReferenceTarget) => ValueMap[];
}

/** What a physical name's scope is made of. */
export type KeyParts = Pick<ResourceContext, "name" | "text">;

export interface Naming {
  property: string;
  maxLength: number;
  /** What a generated name begins with, such as `alias/`. */
  prefix?: string;
  /** What a generated name ends with, such as `.fifo`. */
  suffix?: (inputs: ValueMap) => string;
  /** Generated names have no capital letters. */
  lowerCase?: boolean;
}

export interface CheckContext {
  inputs: ValueMap;
  instance: ProviderInstance;
  region: string;
  urn: string;
  /** Nothing of it exists yet, or a replacement is being made. */
  creating: boolean;
  find: (type: string, id: string) => ValueMap | undefined;
  /** As {@link ResourceContext.list}; each has its URN too, as `__urn`. */
  list: (type: string, referringTo?: ReferenceTarget) => ValueMap[];
  /** The inputs of what this preview would make of a type in the same account and region, if it is `seenByChecks`. */
  planned: (type: string) => readonly ValueMap[];
}

/** What the embedded AWS knows of a resource type beyond its declaration in the SDK. */
export interface ResourceDescriptor {
  /** How the physical name is generated if none is given. */
  naming?: Naming;
  id: (context: ResourceContext) => string;
  /** Outputs that AWS computes. Without an entry, an output that is always there gets its type's empty value. */
  computed?: Record<string, (context: ResourceContext) => Value>;
  /** Values that the provider assumes, by path without positions; known already in a preview. */
  defaults?: ValueMap;
  /** Inputs whose change replaces the resource, as paths without positions. */
  replaceOn?: readonly string[];
  /** Every input but these replaces. */
  replaceOnAllBut?: readonly string[];
  /** Inputs that {@link replaceOn} says nothing of, as its source is older than they are: other sources decide. */
  undecided?: readonly string[];
  /** Like {@link replaceOn}, for what depends on values; gives the paths. */
  replaceWhen?: (before: ValueMap, after: ValueMap) => string[];
  /** Outputs that an update may change, with the inputs that change them; `*` is any. Unknown in the preview. */
  recomputed?: Record<string, readonly string[]>;
  /** Lists whose order means nothing. */
  unordered?: readonly string[];
  /** Texts that are JSON documents: compared by content; may be given as an object. */
  json?: readonly string[];
  /** What inputs refer to, by path. */
  targets?: Record<string, TargetRule>;
  /** What AWS holds back after the deletion, and until when; undefined if nothing. */
  heldBack?: (outputs: ValueMap, deletedAt: Date) => { until: Date; what: string } | undefined;
  /** The physical name within its scope; by default the name, of this type, in account and region. Null: not unique. */
  uniqueKey?: ((parts: KeyParts) => string) | null;
  /** What AWS allows in values, each rule with the page it is from. */
  limits?: readonly Limit[];
  /** Which inputs are IAM policy documents, and of which kind. */
  policies?: Record<string, PolicyInput>;
  /** How an import names the resource where that is not its ID. */
  importId?: ImportId;
  /** Rules of AWS beyond types, evaluated in previews too: inputs may hold unknown values. */
  check?: (context: CheckContext) => CheckFailure[];
  /** Whether checks of other types look at what a preview would make of it. */
  seenByChecks?: boolean;
  /** Why AWS would refuse the creation, by what exists; undefined if it would not. */
  refuseCreation?: (context: ResourceContext) => string | undefined;
  /** Why AWS would refuse the deletion; undefined if it would not. */
  refuseDeletion?: (outputs: ValueMap) => string | undefined;
}

/** What an input refers to. It must exist when it is referred to first. */
export interface TargetRule {
  type: string;
  /** The page of the call that refuses what does not exist. */
  source: string;
  /** It cannot be deleted while it is referred to. */
  held: boolean;
  /** AWS takes what does not exist, so that it is warned of and not refused; the sentence says what comes of it. */
  takenAnyway?: string;
}

export interface ImportId {
  /** Whether a text names the resource with these outputs. */
  matches: (text: string, outputs: ValueMap) => boolean;
  /** The page that says so. */
  source: string;
}

export type Descriptors = Record<string, ResourceDescriptor>;
