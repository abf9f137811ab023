// Checked by the compiler alone: each line below an @ts-expect-error is a wrong use that must not compile.
import { type Output, output } from "@pulumi/pulumi";
import { z } from "zod";
import { defineContract, reference } from "./index.ts";

const network = defineContract(
  "network",
  z.object({ vpcId: z.string(), subnetIds: z.array(z.string()), size: z.number().optional() }),
);

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const assert = <_Holds extends true>(): void => undefined;

export function wrongUses(): void {
  const upstream = reference(network);
  assert<Equal<typeof upstream.vpcId, Output<string>>>();
  assert<Equal<typeof upstream.subnetIds, Output<string[]>>>();
  assert<Equal<typeof upstream.size, Output<number | undefined>>>();
  // @ts-expect-error -- no such output
  void upstream.vpcID;
  // @ts-expect-error -- outputs are read-only
  upstream.vpcId = output("vpc-1");
  // @ts-expect-error -- a list is not a string
  const vpcId: Output<string> = upstream.subnetIds;

  network.publish({ vpcId, subnetIds: [output("a"), "b"], size: 3 });
  network.publish({ vpcId: "vpc-1", subnetIds: output(["a"]), size: undefined });
  // @ts-expect-error -- an output is missing
  network.publish({ vpcId: "vpc-1", size: 3 });
  // @ts-expect-error -- a surplus output
  network.publish({ vpcId: "vpc-1", subnetIds: [], size: 3, other: 1 });
  const surplus = { vpcId: "vpc-1", subnetIds: ["a"], size: 3, other: 1 };
  // @ts-expect-error -- a surplus output, also when it comes in a variable
  network.publish(surplus);
  // @ts-expect-error -- an output of another type
  network.publish({ vpcId: 1, subnetIds: [], size: 3 });
  // @ts-expect-error -- an Output of another type
  network.publish({ vpcId: output(1), subnetIds: [], size: 3 });
}
