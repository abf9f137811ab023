import fc from "fast-check";
import { addressAt, cidrContains, cidrsOverlap, parseCidr } from "./cidr.ts";

describe("CIDR blocks", () => {
  it.each(["10.0.0.0", "10.0.0.1/16", "10.0.0.256/32", "10.0.0.0/33", "a/8", ""])(
    "are not read from %p",
    (text) => {
      expect(parseCidr(text)).toBeUndefined();
    },
  );

  it("contain their halves, which do not overlap", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: 31 }),
        (address, prefixLength) => {
          const size = 2 ** (32 - prefixLength);
          const start = Math.floor(address / size) * size;
          const block = parseCidr(`${addressAt({ start, size, prefixLength }, 0)}/${prefixLength}`);
          expect(block).toEqual({ start, size, prefixLength });
          const low = { start, size: size / 2, prefixLength: prefixLength + 1 };
          const high = { ...low, start: start + size / 2 };
          expect([low, high].every((half) => cidrContains({ start, size, prefixLength }, half))).toBe(true);
          expect(cidrsOverlap(low, high)).toBe(false);
          expect(cidrContains(low, { start, size, prefixLength })).toBe(false);
        },
      ),
    );
  });
});
