import type { BlockPublicAccess } from "./block-public-access.ts";
import type { Zone } from "./cidr-plan.ts";
import type { AllocationIds, NatStrategy } from "./nat-strategy.ts";
import { zonesWithAddresses } from "./nat-strategy.ts";

export interface Settings {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly zones: readonly Zone[];
  readonly nat: NatStrategy;
  readonly natAllocationIds: Readonly<Partial<Record<string, AllocationIds>>>;
  readonly blockPublicAccess: BlockPublicAccess;
}

/** What one setting says against another, a sentence each: what no schema of a single setting can see. */
export function problemsOfSettings(settings: Settings): string[] {
  const { nat, blockPublicAccess } = settings;
  const problems = Object.keys(settings.natAllocationIds).flatMap((route) =>
    problemsOfAddresses(route, settings),
  );
  // https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
  if (blockPublicAccess === "bidirectional" && nat !== "none") {
    problems.push(
      `network:blockPublicAccess: got bidirectional, which stops the NAT gateways of network:nat ${nat}; allowed with ` +
        `it: off, ingress. Set it with: pulumi config set network:blockPublicAccess ingress`,
    );
  }
  return problems;
}

function problemsOfAddresses(route: string, settings: Settings): string[] {
  const { accounts, regions, zones, nat, natAllocationIds } = settings;
  const where = `network:natAllocationIds["${route}"]`;
  const [account = "", region = ""] = route.split("/");
  if (!accounts.includes(account) || !regions.includes(region)) {
    return [`${where}: the stack is not deployed there. Remove it, or add the route to accounts and regions`];
  }
  const used = zonesWithAddresses(nat, zones);
  const given = Object.keys(natAllocationIds[route] ?? {}) as Zone[];
  const missing = used.filter((zone) => !given.includes(zone));
  const surplus = given.filter((zone) => !used.includes(zone));
  const because = `network:nat ${nat} has addresses in ${used.join(", ") || "no zone"}`;
  return [
    ...(missing.length > 0 && given.length > 0
      ? [`${where}: got nothing for ${missing.join(", ")}; ${because}, which are all yours or all new`]
      : []),
    ...(surplus.length > 0 ? [`${where}: got ${surplus.join(", ")}; ${because}. Remove the others`] : []),
  ];
}
