// Checked by the compiler alone: each line below an @ts-expect-error is a wrong use that must not compile.
import { type Output, output } from "@pulumi/pulumi";
import { z } from "zod";
import { byRoute, defineContract, reference } from "./index.ts";

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

const routed = defineContract("network", z.object({ vpcs: byRoute(z.object({ vpcId: z.string() })) }));

export function wrongUsesByRoute(): void {
  const { vpcs } = reference(routed);
  assert<Equal<ReturnType<typeof vpcs.at>["vpcId"], Output<string>>>();
  vpcs.at("workloads/eu-central-1");
  vpcs.at({ account: "shared", region: "eu-west-1" });
  // @ts-expect-error -- a region alone is not a route
  vpcs.at("eu-central-1");
  // @ts-expect-error -- a region alone is not a route
  vpcs.at({ region: "eu-central-1" });
  // @ts-expect-error -- no such account
  vpcs.at("workload/eu-central-1");
  // @ts-expect-error -- no such output
  void vpcs.at("workloads/eu-central-1").vpcID;
  // @ts-expect-error -- no output without a route
  void vpcs.vpcId;

  routed.publish({ vpcs: { "workloads/eu-central-1": { vpcId: output("vpc-1") } } });
  // @ts-expect-error -- an output of a route is missing
  routed.publish({ vpcs: { "workloads/eu-central-1": {} } });
}
