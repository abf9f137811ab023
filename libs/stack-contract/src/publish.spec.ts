import { output, runtime, RunError, secret as secretOutput, isSecret } from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import { z } from "zod";
import { defineContract, secret } from "./contract.ts";
import { valueWithUnknowns } from "./outputs.ts";
import { checkPublished } from "./publish.ts";

const contract = defineContract(
  "network",
  z.object({
    vpcId: z.string().startsWith("vpc-"),
    subnetIds: z.array(z.string()).length(2),
    token: secret(z.string()),
  }),
);

const good = { vpcId: "vpc-1", subnetIds: ["a", "b"], token: "t" };

const rejection = (values: object): Promise<string> =>
  checkPublished(
    contract,
    Object.entries(values).map(([name, value]) => [name, output<unknown>(value)] as const),
  ).then(
    () => {
      throw new Error("it was accepted");
    },
    (error: Error) => {
      expect(RunError.isInstance(error)).toBe(true);
      return error.message;
    },
  );

beforeAll(async () => {
  await runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "network", "dev");
});

describe("publish", () => {
  it("returns each value as an output, and makes the marked ones secret", async () => {
    const outputs = contract.publish({ ...good, vpcId: output("vpc-1") });
    expect(await valueWithUnknowns(output<unknown>(outputs.vpcId))).toBe("vpc-1");
    expect(await valueWithUnknowns(output<unknown>(outputs.subnetIds))).toEqual(["a", "b"]);
    expect(await isSecret(output<unknown>(outputs.vpcId))).toBe(false);
    expect(await isSecret(output<unknown>(outputs.token))).toBe(true);
  });

  it("leaves out an optional output that has no value", () => {
    const optional = defineContract("network", z.object({ a: z.string(), b: z.string().optional() }));
    expect(Object.keys(optional.publish({ a: "x", b: undefined }))).toEqual(["a"]);
  });

  it("names the stack and every bad output, with what was found and what is allowed", async () => {
    const message = await rejection({ vpcId: output(17), subnetIds: ["a", 2], token: "t", extra: 1 });
    expect(message).toContain("The stack network publishes");
    expect(message).toMatch(/vpcId: got 17; .*expected string/);
    expect(message).toMatch(/subnetIds\[1\]: got 2; .*expected string/);
    expect(message).toMatch(/extra: not in the contract; allowed: vpcId, subnetIds, token/);
  });

  it("refuses a missing output", async () => {
    expect(await rejection({ vpcId: "vpc-1", token: "t" })).toMatch(
      /subnetIds: got nothing; .*expected array/,
    );
  });

  it("refuses a secret in an output that is not marked, and does not show it", async () => {
    const message = await rejection({ ...good, vpcId: secretOutput("hunter2") });
    expect(message).toMatch(/vpcId: got a secret value; .*start/);
    expect(message).toMatch(
      /vpcId: got a secret value in an output that is not secret; mark it with secret\(…\)/,
    );
    expect(message).not.toContain("hunter2");
  });

  it("lets pass what a preview cannot know, at any depth, and still checks the rest", async () => {
    const outputs = contract.publish({
      ...good,
      vpcId: output<string>(unknown as never),
      subnetIds: ["a", output<string>(unknown as never)],
    });
    expect(await valueWithUnknowns(output<unknown>(outputs.vpcId))).toBe(unknown);
    expect(await valueWithUnknowns(output<unknown>(outputs.subnetIds))).toEqual(["a", unknown]);
    const message = await rejection({ ...good, subnetIds: [3, output(unknown)] });
    expect(message).toMatch(/subnetIds\[0\]: got 3/);
    expect(message).not.toMatch(/subnetIds\[1\]/);
  });
});
