import { type ComponentResource, output, type Output } from "@pulumi/pulumi";

/**
 * The URN of a remote component below ours, as an alias' parent: of what that component made once, and we make now. The
 * type of a child in a URN has the types of its parents before it.
 * https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
 */
export function formerParent(component: ComponentResource, type: string, name: string): Output<string> {
  return output(component.urn).apply((urn) => `${urn.slice(0, urn.lastIndexOf("::"))}$${type}::${name}`);
}
