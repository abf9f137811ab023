import type { LambdaSettings } from "./config.ts";

/** Settings for tests, as of an environment that is not prod. */
export const SETTINGS: LambdaSettings = {
  memorySize: 256,
  timeout: 15,
  reservedConcurrentExecutions: 5,
  attachToVpc: true,
  tracing: true,
  codeSigning: false,
  functionUrl: undefined,
  alarmTopicArn: undefined,
  logRetentionInDays: 30,
};
