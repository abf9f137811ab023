import {
  type CidrBlock,
  cidrBlocksOverlap,
  formatCidrBlock,
  parseCidrBlock,
  problemOfCidrBlock,
} from "./cidr.ts";

// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
const LARGEST = 16;
/** A quarter of it is the subnet of a zone, which is /28 at least. */
const SMALLEST = 26;

/** Ranges of which AWS adds a block only to a VPC whose first block is of the same range. */
const APART = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"].map((text) => ({
  text,
  block: parseCidrBlock(text) as CidrBlock,
}));

/**
 * Why a text is no block to add to a VPC for pods; undefined if it is one. Whether it overlaps with another is not looked at.
 *
 * @param primary the VPC's first block; undefined where nobody knows it yet
 */
export function problemOfSecondaryBlock(text: string, primary: CidrBlock | undefined): string | undefined {
  return problemOfCidrBlock(text, LARGEST, SMALLEST) ?? problemOfRange(text, primary);
}

/**
 * Why AWS does not add a block to a VPC because of the ranges that both are of; undefined if it does, or if one is unknown.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
 */
export function problemOfRange(text: string, primary: CidrBlock | undefined): string | undefined {
  const block = parseCidrBlock(text);
  if (block === undefined || primary === undefined) return undefined;
  const refused = APART.filter(({ block: range }) => !cidrBlocksOverlap(range, primary));
  const range = refused.find((it) => cidrBlocksOverlap(it.block, block));
  if (range === undefined) return undefined;
  return (
    `AWS adds nothing of ${range.text} to a VPC of ${formatCidrBlock(primary)}; allowed: a block outside of ` +
    `${refused.map((it) => it.text).join(", ")}, such as one of 100.64.0.0/10`
  );
}
