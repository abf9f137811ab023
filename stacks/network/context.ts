import type { Vpc } from "@pulumi/aws/ec2/vpc.js";
import type { Network, NetworkArgs } from "./network.ts";

/** What each part of the network is made with. */
export interface NetworkContext {
  /** The prefix of all resource names. */
  name: string;
  args: NetworkArgs;
  parent: Network;
  vpc: Vpc;
}
