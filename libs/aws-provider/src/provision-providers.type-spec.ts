// Checked by the compiler alone: each line below an @ts-expect-error is a wrong use that must not compile.
import { provisionProviders } from "./index.ts";

const tags = { owner: "platform", costCentre: "CC-1000", dataClassification: "internal" } as const;

export function wrongUses(): void {
  const providers = provisionProviders({ accounts: ["workloads"], regions: ["eu-central-1"], tags });
  void providers.at("workloads", "eu-central-1");
  // @ts-expect-error -- a region alone is no route
  void providers.at("eu-central-1");
  // @ts-expect-error -- an account that was not provisioned
  void providers.at("shared", "eu-central-1");
  // @ts-expect-error -- a region that was not provisioned
  void providers.at("workloads", "eu-west-1");
  // @ts-expect-error -- an account that is not in the catalogue
  provisionProviders({ accounts: ["work"], regions: ["eu-central-1"], tags });
  const { owner, ...withoutOwner } = tags;
  void owner;
  // @ts-expect-error -- a tag is missing
  provisionProviders({ accounts: ["workloads"], regions: ["eu-central-1"], tags: withoutOwner });
  const unknownCostCentre = { ...tags, costCentre: "1" } as const;
  // @ts-expect-error -- a cost centre that is not in the catalogue
  provisionProviders({ accounts: ["workloads"], regions: ["eu-central-1"], tags: unknownCostCentre });
  const withMore = { ...tags, more: { Product: "checkout" } };
  provisionProviders({ accounts: ["workloads"], regions: ["eu-central-1"], tags: withMore });
  // @ts-expect-error -- a tag of the stack's own belongs in more
  provisionProviders({ accounts: ["workloads"], regions: ["eu-central-1"], tags: { ...tags, Product: "x" } });
}
