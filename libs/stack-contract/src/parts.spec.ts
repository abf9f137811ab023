import { Output, output, runtime } from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import { z } from "zod";
import { defineContract } from "./contract.ts";
import { valueWithUnknowns } from "./outputs.ts";
import { mapParts } from "./parts.ts";

beforeAll(() =>
  runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "network", "dev", true),
);

it("changes the parts of lists and plain objects, and no output inside", () => {
  const inner = output("x");
  expect(mapParts({ a: [1, { b: inner }], c: null }, (part) => [part])).toEqual({
    a: [[1], { b: [inner] }],
    c: [null],
  });
});

it("publishes each part for itself, so that a preview knows what it can know", async () => {
  const contract = defineContract("network", z.object({ vpcs: z.record(z.string(), z.array(z.string())) }));
  const { vpcs } = contract.publish({ vpcs: { one: ["a", output<string>(unknown as never)] } });
  const [first, second] = (vpcs as unknown as { one: Output<string>[] }).one;
  expect(Output.isInstance(first)).toBe(true);
  expect(await valueWithUnknowns(first!)).toBe("a");
  expect(await valueWithUnknowns(second!)).toBe(unknown);
});
