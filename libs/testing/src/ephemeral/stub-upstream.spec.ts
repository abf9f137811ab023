import { byRoute, defineContract } from "@strata/stack-contract";
import { z } from "zod";
import { fillIn } from "./fill-in.ts";
import { StubOutputsError, stubUpstream } from "./stub-upstream.ts";

const vpc = z.object({
  vpcId: z.string().startsWith("vpc-"),
  block: z.cidrv4(),
  subnetIds: z.array(z.string().startsWith("subnet-")).min(2),
  accountId: z.string().regex(/^\d{12}$/),
  proxy: z.string().optional(),
  public: z.boolean(),
  size: z.number().min(3),
  mode: z.enum(["one", "two"]),
  zones: z.record(z.string(), z.string()),
});
const contract = defineContract("network", z.object({ vpcs: byRoute(vpc), logArn: z.string().min(1) }));
const route = "workloads/eu-central-1";

it("has a value of the right form for each output that a test does not give", () => {
  const outputs = fillIn(z.toJSONSchema(contract.schema), {
    vpcs: { [route]: { accountId: "000000000000", subnetIds: ["subnet-1", "subnet-2"] } },
  });
  expect(outputs).toEqual({
    vpcs: {
      [route]: {
        vpcId: "vpc-stub",
        block: "192.0.2.0/24",
        subnetIds: ["subnet-1", "subnet-2"],
        accountId: "000000000000",
        public: false,
        size: 3,
        mode: "one",
        zones: {},
      },
    },
    logArn: "stub",
  });
  expect(contract.schema.safeParse(outputs).success).toBe(true);
});

it("makes lists as long as they have to be", () =>
  expect(fillIn(z.toJSONSchema(vpc), { accountId: "000000000000" })).toMatchObject({
    subnetIds: ["subnet-stub", "subnet-stub"],
  }));

it("names everything that the contract does not allow", () => {
  const stub = () => stubUpstream(contract, { vpcs: { [route]: { vpcId: "subnet-1" }, nowhere: {} } });
  expect(stub).toThrow(StubOutputsError);
  expect(stub).toThrow(
    new RegExp(`contract.ts promises[^]*- vpcs.${route}.vpcId: [^]*- vpcs.${route}.accountId: [^]*nowhere`),
  );
});

it("does not compile with what the contract does not have", () => {
  // @ts-expect-error: there is no such output
  expect(() => stubUpstream(contract, { vpc: {} })).toThrow(StubOutputsError);
  // @ts-expect-error: it is a string
  expect(() => stubUpstream(contract, { logArn: 1 })).toThrow(StubOutputsError);
});
