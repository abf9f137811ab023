/** An IPv4 block: its first address as a number, and the length of its prefix. */
export interface CidrBlock {
  readonly network: number;
  readonly prefix: number;
}

/**
 * Reads `10.0.0.0/16`; `undefined` where the text is not an IPv4 block. The address is kept as it is written, also where
 * it is not the first of its block.
 */
export function parseCidrBlock(text: string): CidrBlock | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((part) => part > 255) || prefix > 32) return undefined;
  return { network: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

/** The first address of the block. */
export function firstAddress({ network, prefix }: CidrBlock): number {
  return network - (network % sizeOf(prefix));
}

/** Whether some address is in both blocks. Of two blocks that share one, the smaller lies in the larger. */
export function cidrBlocksOverlap(left: CidrBlock, right: CidrBlock): boolean {
  const size = sizeOf(Math.min(left.prefix, right.prefix));
  return Math.floor(left.network / size) === Math.floor(right.network / size);
}

/** Why a text is not the block of a VPC, from `largest` to `smallest` as lengths of prefixes; undefined if it is one. */
export function problemOfCidrBlock(text: string, largest: number, smallest: number): string | undefined {
  const block = parseCidrBlock(text);
  if (block === undefined) return "expected an IPv4 block such as 10.0.0.0/16";
  if (block.prefix < largest || block.prefix > smallest) return `allowed: /${largest} to /${smallest}`;
  const network = firstAddress(block);
  if (network === block.network) return undefined;
  return `this block starts at ${formatCidrBlock({ ...block, network })}`;
}

/** `10.0.0.0/16` */
export function formatCidrBlock({ network, prefix }: CidrBlock): string {
  return `${formatAddress(network)}/${prefix}`;
}

/** `10.0.0.0` */
export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}
