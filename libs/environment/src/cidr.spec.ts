import fc from "fast-check";
import { BlockList } from "node:net";
import { cidrBlocksOverlap, firstAddress, formatAddress, formatCidrBlock, parseCidrBlock } from "./cidr.ts";

const address = fc.nat({ max: 2 ** 32 - 1 });
const block = fc.record({ network: address, prefix: fc.integer({ min: 0, max: 32 }) });
/** Blocks near to each other, which overlap about as often as not. */
const nearBlock = fc
  .record({ network: fc.nat({ max: 2 ** 12 }), prefix: fc.integer({ min: 20, max: 32 }) })
  .map(({ network, prefix }) => ({ network: network + 10 * 2 ** 24, prefix }));

/** The same question put to Node.js: is the first address of one block in the other. */
function overlapByNode(left: { network: number; prefix: number }, right: typeof left): boolean {
  const contains = (outer: typeof left, inner: typeof left): boolean => {
    const list = new BlockList();
    list.addSubnet(formatAddress(firstAddress(outer)), outer.prefix, "ipv4");
    return list.check(formatAddress(firstAddress(inner)), "ipv4");
  };
  return contains(left, right) || contains(right, left);
}

describe("CIDR blocks", () => {
  it("are the same after they are written and read", () => {
    fc.assert(fc.property(block, (it) => expect(parseCidrBlock(formatCidrBlock(it))).toEqual(it)));
  });

  it("overlap where Node.js finds that they do", () => {
    fc.assert(
      fc.property(fc.oneof(block, nearBlock), fc.oneof(block, nearBlock), (left, right) => {
        expect(cidrBlocksOverlap(left, right)).toBe(overlapByNode(left, right));
      }),
      { numRuns: 500 },
    );
  });

  it.each(["10.0.0.0", "10.0.0/16", "10.0.0.256/16", "10.0.0.0/33", "a.0.0.0/8", "10.0.0.0/16 ", ""])(
    "are none: %j",
    (text) => expect(parseCidrBlock(text)).toBeUndefined(),
  );
});
