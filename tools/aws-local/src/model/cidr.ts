import { firstAddress, formatAddress, parseCidrBlock } from "@strata/environment/cidr";

/** A block of IPv4 addresses as numbers: the first address and how many there are. */
export interface Cidr {
  start: number;
  size: number;
  prefixLength: number;
}

/** Reads `10.0.0.0/16`. Undefined if the text is not a CIDR block in canonical form. */
export function parseCidr(text: string): Cidr | undefined {
  const block = parseCidrBlock(text);
  if (block === undefined || firstAddress(block) !== block.network) return undefined;
  return { start: block.network, size: 2 ** (32 - block.prefix), prefixLength: block.prefix };
}

export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return inner.start >= outer.start && inner.start + inner.size <= outer.start + outer.size;
}

export function cidrsOverlap(left: Cidr, right: Cidr): boolean {
  return left.start < right.start + right.size && right.start < left.start + left.size;
}

/** The address at a position in a block. */
export function addressAt({ start }: Cidr, position: number): string {
  return formatAddress(start + position);
}
