export { type OpenRequest, whyClosed } from "./open-secrets.ts";
export {
  agree,
  describeProvider,
  providerOfConfiguration,
  providerOfState,
  type RecordedProvider,
} from "./recorded-provider.ts";
export { rotateSecrets, type RotateRequest, type Rotation } from "./rotate-secrets.ts";
