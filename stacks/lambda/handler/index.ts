import { authenticationToken } from "./authentication-token.ts";
import type { BatchResponse } from "./check-batch.ts";
import { checkDatabase, type DatabaseCheckResult } from "./check-database.ts";
import { databaseSettings } from "./database-settings.ts";
import { handle } from "./handle.ts";

const TIMEOUT_IN_MILLISECONDS = 5_000;

/** Checks that the database lets the function in from here, over TLS and as its own user. */
export async function handler(event: unknown): Promise<BatchResponse | DatabaseCheckResult> {
  const settings = databaseSettings(process.env);
  return handle(event, {
    database: settings.database,
    check: () =>
      checkDatabase(settings, {
        password: () => authenticationToken(settings),
        timeout: TIMEOUT_IN_MILLISECONDS,
      }),
    report: (failure) => console.error("A message stays in the queue", failure),
  });
}
