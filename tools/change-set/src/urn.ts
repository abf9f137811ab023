/** The name in a URN: its last part (https://www.pulumi.com/docs/iac/concepts/resources/names/#urns). */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The URN in a reference to a provider, which is the URN and an ID; empty where there is no reference. */
export function providerUrn(reference: string): string {
  return reference.includes("::") ? reference.slice(0, reference.lastIndexOf("::")) : reference;
}
