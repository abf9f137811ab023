/** The parts of a Pulumi URN: `urn:pulumi:STACK::PROJECT::TYPE::NAME`; a type is qualified by those of its parents. */
export interface UrnParts {
  stack: string;
  project: string;
  type: string;
  name: string;
}

/** Splits a URN. Throws an Error if the text is not one. https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
export function parseUrn(urn: string): UrnParts {
  const [head = "", project, qualifiedType, ...name] = urn.split("::");
  if (
    !head.startsWith("urn:pulumi:") ||
    project === undefined ||
    qualifiedType === undefined ||
    name.length === 0
  ) {
    throw new Error(`Not a Pulumi URN: ${JSON.stringify(urn)}.`);
  }
  const type = qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1);
  return { stack: head.slice("urn:pulumi:".length), project, type, name: name.join("::") };
}
