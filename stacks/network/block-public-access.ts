import { VpcBlockPublicAccessOptions } from "@pulumi/aws/ec2/vpcBlockPublicAccessOptions.js";
import type { ComponentResourceOptions } from "@pulumi/pulumi";

/** What AWS turns away at the internet gateways of an account in a region. */
export const BLOCK_PUBLIC_ACCESS = ["off", "ingress", "bidirectional"] as const;
export type BlockPublicAccess = (typeof BLOCK_PUBLIC_ACCESS)[number];

/**
 * Turns public traffic away from every VPC of the provider's account and region, also from those that others made; so
 * there is one of it for each route, and with `off` none. Its deletion sets the account back to `off`.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
export function blockPublicAccess(
  name: string,
  mode: BlockPublicAccess,
  options: Pick<ComponentResourceOptions, "parent" | "provider">,
): void {
  if (mode === "off") return;
  new VpcBlockPublicAccessOptions(
    `${name}-block-public-access`,
    { internetGatewayBlockMode: `block-${mode}` },
    options,
  );
}
