// Checked by the compiler alone: each line below an @ts-expect-error is a wrong use that must not compile.
import { provisionProviders } from "./index.ts";

const tags = { owner: "a", costCentre: "b", dataClassification: "internal" } as const;

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
}
