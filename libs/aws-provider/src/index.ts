export { awsProvider } from "./aws-provider.ts";
export { accountOf, AwsProviderSpec } from "./spec.ts";
