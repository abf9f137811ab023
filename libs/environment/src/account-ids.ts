import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ACCOUNT_ALIASES, type AccountAlias } from "./definitions.ts";
import { type Environment, ENVIRONMENTS, parseEnvironment } from "./environments.ts";
import { bulletList, formatPath, problemsOf, showValue } from "./problems.ts";
import { parseAccountAlias } from "./routes.ts";

/** The IDs of accounts, by environment and alias; `null` for an account that is not created yet. */
export type AccountIds = Readonly<Record<Environment, Readonly<Record<AccountAlias, string | null>>>>;

/** Where the IDs of accounts are recorded. */
export const ACCOUNT_IDS_FILE = fileURLToPath(new URL("account-ids.json", import.meta.url));

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
  // Read once: a compiled check would cost more than it saves.
  const result = schema.safeParse(value, { jitless: true });
  if (result.success) return result.data;
  const problems = problemsOf(result.error, value).map(
    ({ path, got, allowed }) => `${formatPath(path) || "it"}: got ${showValue(got)}; ${allowed}`,
  );
  throw new AccountIdsError(`${file} is not valid:\n${bulletList(problems)}`);
}

/** An account to be recorded, as it was typed. */
export interface AccountToRecord {
  readonly environment: string;
  readonly alias: string;
  readonly id: string;
  /** Whether another ID that is recorded already may be replaced. */
  readonly replace: boolean;
}

/**
 * The IDs with one more. Throws {@link AccountIdsError} with every problem: an unknown environment or alias, an
 * environment whose accounts exist nowhere, what is no account ID, an ID that another account has, and another ID that
 * is recorded already, unless it may be replaced.
 */
export function recordAccountId(ids: AccountIds, account: AccountToRecord): AccountIds {
  const problems: string[] = [];
  const environment = attempt(() => parseEnvironment(account.environment), problems);
  const alias = attempt(() => parseAccountAlias(account.alias), problems);
  const fixed = environment === "local" || environment === "sandbox";
  if (fixed) {
    problems.push(
      `The accounts of "${environment}" exist nowhere, and their IDs are fixed. Allowed: dev, prod.`,
    );
  }
  if (!ACCOUNT_ID.test(account.id)) {
    problems.push(`An account ID has 12 digits, without dashes; got ${JSON.stringify(account.id)}.`);
  }
  for (const [owner, others] of Object.entries(ids)) {
    for (const [name, id] of Object.entries(others)) {
      if (id !== account.id || (owner === environment && name === alias)) continue;
      problems.push(`${account.id} is the ID of "${name}" of "${owner}" already; each account has its own.`);
    }
  }
  const known = environment && alias && !fixed && ids[environment][alias];
  if (known && known !== account.id && !account.replace) {
    problems.push(
      `"${alias}" of "${environment}" has the ID ${known} already. If ${account.id} is right, add --replace; resources ` +
        `in ${known} are then no longer reached.`,
    );
  }
  if (problems.length > 0 || environment === undefined || alias === undefined) {
    throw new AccountIdsError(`Nothing was recorded:\n${bulletList(problems)}`);
  }
  return { ...ids, [environment]: { ...ids[environment], [alias]: account.id } };
}

/** Writes the whole file or nothing. */
export function writeAccountIds(ids: AccountIds, file: string): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, `${JSON.stringify(ids, undefined, 2)}\n`);
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}

function attempt<Result>(action: () => Result, problems: string[]): Result | undefined {
  try {
    return action();
  } catch (error) {
    problems.push((error as Error).message);
    return undefined;
  }
}

function record<Key extends string, Value>(keys: readonly Key[], value: Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, value])) as Record<Key, Value>;
}
