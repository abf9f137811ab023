export { type AwsLocal, startAwsLocal } from "./start-aws-local.ts";
export { storePath } from "./store/paths.ts";
