import { type DatabaseAddress, checkDatabase, type DatabaseCheckResult } from "./check-database.ts";

const TIMEOUT_IN_MILLISECONDS = 5_000;

/** Where the database is, from the environment of the function. Throws an `Error` that names what is missing. */
export function databaseAddress(environment: Record<string, string | undefined>): DatabaseAddress {
  const host = environment["DATABASE_HOST"];
  const port = Number(environment["DATABASE_PORT"]);
  const missing = [host ? "" : "DATABASE_HOST", Number.isInteger(port) && port > 0 ? "" : "DATABASE_PORT"];
  if (!host || missing.some((name) => name !== "")) {
    throw new Error(`Not set, or not valid: ${missing.filter((name) => name !== "").join(", ")}`);
  }
  return { host, port };
}

/** Checks that the database is reached from here, and over TLS. A failure is an error of the invocation. */
export async function handler(): Promise<DatabaseCheckResult & { database: string | undefined }> {
  const result = await checkDatabase(databaseAddress(process.env), { timeout: TIMEOUT_IN_MILLISECONDS });
  return { database: process.env["DATABASE_NAME"], ...result };
}
