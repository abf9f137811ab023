import { output, runtime } from "@pulumi/pulumi";
import { z } from "zod";
import { byRoute } from "./by-route.ts";
import { defineContract } from "./contract.ts";
import { reference } from "./reference.ts";

const contract = defineContract(
  "network",
  z.object({
    zone: z.string(),
    other: z.string(),
    vpcs: byRoute(z.object({ vpcId: z.string(), cidr: z.string() })),
  }),
);

const reads = (): string[] => [
  ...((globalThis as { [key: symbol]: Set<string> | undefined })[Symbol.for("@strata/observed-reads")] ?? []),
];

beforeAll(() =>
  runtime.setMocks(
    {
      call: () => ({}),
      newResource: () => ({
        id: "x",
        state: {
          outputs: { zone: "a", other: "b", vpcs: { "workloads/eu-central-1": { vpcId: "v", cidr: "c" } } },
        },
      }),
    },
    "eks",
    "dev",
    true,
    "organization",
  ),
);

it("notes the upstream, and of its outputs only those that the program uses", () => {
  const network = reference(contract);
  expect(reads()).toEqual(['["network"]']);
  void output(network.zone).apply(() => undefined);
  const { vpcId } = network.vpcs.at("workloads/eu-central-1");
  vpcId.apply(() => undefined);
  expect(reads()).toEqual([
    '["network"]',
    '["network","zone"]',
    '["network","vpcs","workloads/eu-central-1","vpcId"]',
  ]);
});
