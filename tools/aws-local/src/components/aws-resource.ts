import { CustomResource, type CustomResourceOptions, type Inputs, output, type Output } from "@pulumi/pulumi";
import { rpc } from "./sdk-internals.ts";

/**
 * An AWS resource by its type token. The classes of @pulumi/aws would do the same, and take half a second to load. Its
 * outputs are those asked for by name.
 */
export class AwsResource extends CustomResource {
  readonly #outputs: ReadonlyMap<string, Output<unknown>>;

  constructor(
    token: string,
    name: string,
    inputs: Inputs,
    outputs: readonly string[],
    options: CustomResourceOptions & { urn?: string },
  ) {
    const absent = Object.fromEntries(outputs.map((key) => [key, undefined]));
    const properties: Record<string, Output<unknown>> & Inputs = { ...absent, ...inputs };
    super(token, name, properties, options);
    const self = this as unknown as Record<string, Output<unknown>>;
    this.#outputs = new Map(outputs.map((key) => [key, self[key] ?? output(undefined)]));
  }

  /** An output that was asked for when the resource was made. Throws an Error for another. */
  get<T = string>(key: string): Output<T> {
    const found = this.#outputs.get(key);
    if (found === undefined) throw new Error(`The output ${key} of a resource was not asked for.`);
    return found as Output<T>;
  }
}

/** The outputs of resources that components are given as inputs, by type token. */
const REFERENCED: Record<string, readonly string[]> = {
  "aws:eks/cluster:Cluster": ["name", "version", "arn", "endpoint", "certificateAuthority"],
  "aws:iam/role:Role": ["arn", "name"],
  "aws:ec2/securityGroup:SecurityGroup": [],
};

let registered = false;

/** Lets resources in a component's inputs arrive as {@link AwsResource}, with their outputs. */
export function registerReferencedTypes(): void {
  if (registered) return;
  registered = true;
  for (const token of Object.keys(REFERENCED)) {
    const module = token.split(":")[1] ?? "";
    rpc.registerResourceModule("aws", module, {
      construct: (name: string, type: string, urn: string) =>
        new AwsResource(type, name, {}, REFERENCED[type] ?? [], { urn }),
    });
  }
}
