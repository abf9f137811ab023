import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { Provider } from "@pulumi/aws/provider.js";
import { ComponentResource, type CustomResourceOptions } from "@pulumi/pulumi";
import { localPluginVersion } from "@strata/environment";

/** A program of some buckets in the embedded AWS. Its output is their names. */
export function buckets(names: readonly string[], options: CustomResourceOptions = {}) {
  return () => {
    const provider = embeddedAws();
    const group = new ComponentResource("test:index:Buckets", "buckets", {}, { provider });
    const made = names.map((name) => new Bucket(name, {}, { ...options, provider, parent: group }));
    return Promise.resolve({ names: made.map(({ bucket }) => bucket) });
  };
}

/** A program whose second bucket cannot be made. */
export function failing(): Promise<void> {
  const provider = embeddedAws();
  const first = new Bucket("first", { bucket: "taken" }, { provider });
  new Bucket("second", { bucket: "taken" }, { provider, dependsOn: first });
  return Promise.resolve();
}

function embeddedAws(): Provider {
  return new Provider(
    "aws",
    { region: "eu-central-1", allowedAccountIds: ["000000000000"] },
    { version: localPluginVersion("7.48.0") },
  );
}

/** A program that makes a bucket and then never ends. */
export async function endless(): Promise<never> {
  await buckets(["endless"])();
  return new Promise(() => setTimeout(() => undefined, 3_600_000));
}
