import { ComponentResource, type Input, output, type Output } from "@pulumi/pulumi";
import type { AwsResource } from "./aws-resource.ts";
import { rpc } from "./sdk-internals.ts";

let registered = false;

/** Lets a cluster in another component's inputs arrive as a resource whose `core` can be read. */
export function registerClusterReference(): void {
  if (registered) return;
  registered = true;
  rpc.registerResourceModule("eks", "index", {
    construct: (name: string, type: string, urn: string) => new ClusterReference(type, name, urn),
  });
}

/** A cluster that exists in the engine already. */
export class ClusterReference extends ComponentResource {
  declare readonly core: Output<{ cluster: AwsResource; subnetIds?: string[] }>;
  constructor(type: string, name: string, urn: string) {
    super(type, name, { core: undefined }, { urn });
  }
}

/** The ARN of a role that the program gives. */
export function arnOf(role: Input<AwsResource> | undefined): Output<string> {
  return output(role).apply(
    (given): Output<string> => (given as AwsResource | undefined)?.get("arn") ?? output(""),
  );
}
