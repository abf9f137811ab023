import type { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Provider } from "@pulumi/eks/provider.js";
import type { ProviderResource } from "@pulumi/pulumi";
import { pluginVersion } from "./sdk-version.ts";

/**
 * The providers for a component that has resources of @pulumi/eks among its children. They are remote
 * components: a provider of package `eks` constructs them, and what they are made of is bound to the AWS
 * provider.
 */
export function eksProviders(name: string, aws: AwsProvider): ProviderResource[] {
  return [aws, new Provider(name, {}, pluginVersion("@pulumi/eks"))];
}
