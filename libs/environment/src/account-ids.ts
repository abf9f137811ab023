import { readFileSync } from "node:fs";
import { z } from "zod";
import { ACCOUNT_ALIASES, type AccountAlias } from "./definitions.ts";
import { type Environment, ENVIRONMENTS } from "./environments.ts";
import { bulletList, formatPath, problemsOf, showValue } from "./problems.ts";

/** The IDs of accounts, by environment and alias; `null` for an account that is not created yet. */
export type AccountIds = Readonly<Record<Environment, Readonly<Record<AccountAlias, string | null>>>>;

export const ACCOUNT_ID = /^\d{12}$/;

/** The file with the IDs of accounts cannot be used. The message has every problem. */
export class AccountIdsError extends Error {
  override name = "AccountIdsError";
}

const accountId = z.string().regex(ACCOUNT_ID, "expected 12 digits, or null").nullable();
const schema = z.strictObject(
  record(ENVIRONMENTS, z.strictObject(record(ACCOUNT_ALIASES, accountId))),
) as unknown as z.ZodType<AccountIds>;

/** Reads account-ids.json. Throws {@link AccountIdsError}. */
export function readAccountIds(file: string): AccountIds {
  return parseAccountIds(readFileSync(file, "utf8"), file);
}

/** The same for the text of the file. */
export function parseAccountIds(text: string, file: string): AccountIds {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AccountIdsError(`${file} is not valid JSON: ${(error as Error).message}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = problemsOf(result.error, value).map(
    ({ path, got, allowed }) => `${formatPath(path) || "it"}: got ${showValue(got)}; ${allowed}`,
  );
  throw new AccountIdsError(`${file} is not valid:\n${bulletList(problems)}`);
}

function record<Key extends string, Value>(keys: readonly Key[], value: Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, value])) as Record<Key, Value>;
}
