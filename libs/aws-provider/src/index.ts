export {
  type CredentialRequest,
  CredentialRouteError,
  credentialsFor,
  type CredentialSettings,
  type Place,
  placeOf,
  PLACES,
  profileAt,
  type ProviderOperation,
  roleArnOf,
} from "./credential-routing.ts";
export type { Providers, RouteMap } from "./provider-map.ts";
export { provisionProvider } from "./provision-one.ts";
export { provisionProviders, type ProvidersRequest } from "./provision-providers.ts";
export { LONGEST_SESSION_NAME, sessionName, type SessionOrigin } from "./session-name.ts";
export { AwsProviderSpec } from "./spec.ts";
export { type ProviderTags, stackTags } from "./tags.ts";
