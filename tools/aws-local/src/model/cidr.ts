/** A block of IPv4 addresses as numbers: the first address and how many there are. */
export interface Cidr {
  start: number;
  size: number;
  prefixLength: number;
}

/** Reads `10.0.0.0/16`. Undefined if the text is not a CIDR block in canonical form. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 256, b = 256, c = 256, d = 256, prefixLength = 33] = match.slice(1).map(Number);
  if ([a, b, c, d].some((byte) => byte > 255) || prefixLength > 32) return undefined;
  const start = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefixLength);
  return start % size === 0 ? { start, size, prefixLength } : undefined;
}

export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return inner.start >= outer.start && inner.start + inner.size <= outer.start + outer.size;
}

export function cidrsOverlap(left: Cidr, right: Cidr): boolean {
  return left.start < right.start + right.size && right.start < left.start + left.size;
}

/** The address at a position in a block. */
export function addressAt({ start }: Cidr, position: number): string {
  const address = start + position;
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256).join(".");
}
