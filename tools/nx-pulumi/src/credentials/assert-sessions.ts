import { placeOf, profileAt, type ProviderOperation } from "@strata/aws-provider/credential-routing";
import {
  type Account,
  type AccountAlias,
  type EnvironmentDefinition,
  isInAws,
  REGIONS,
} from "@strata/environment";
import { bulletList } from "@strata/environment/problems";
import { StackError } from "../run/stack-error.ts";
import { callerAccount } from "./caller-account.ts";
import { type ProfileFacts, profileFacts, webIdentityLifetime } from "./profile-lifetime.ts";
import {
  minimumMinutes,
  noteOfLifetime,
  problemOfLifetime,
  type SessionLifetime,
  validDate,
} from "./session-lifetime.ts";

export interface SessionRequest {
  readonly environment: EnvironmentDefinition;
  /** The accounts that the run acts on. */
  readonly accounts: readonly AccountAlias[];
  readonly operation: ProviderOperation;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The profile of the stack's own `aws:profile`, in place of the catalogue's. */
  readonly profile?: string | undefined;
  readonly now?: Date;
}

/**
 * Refuses a run whose credentials have expired, end too soon for an update, or are for another account than the one
 * meant, before the engine is started; a preview only needs that they have not expired. Resolves to a line for each whose
 * end is not known. Environments that have no account in AWS have nothing to check.
 *
 * @throws {StackError} with every problem at once.
 */
export async function assertSessions(request: SessionRequest): Promise<string[]> {
  const { environment, variables, operation } = request;
  if (!isInAws(environment)) return [];
  const now = request.now ?? new Date();
  const problems = new Set<string>();
  const notes = new Set<string>();
  try {
    const minutes = operation === "preview" ? 0 : minimumMinutes(variables);
    for await (const { lifetime, ...session } of sessionsOf(request, (problem) => problems.add(problem))) {
      const found = [session.problem, lifetime && problemOfLifetime(lifetime, now, minutes)];
      for (const problem of found) if (problem !== undefined) problems.add(problem);
      const told = [session.note, lifetime && noteOfLifetime(lifetime)];
      for (const note of told) if (note !== undefined) notes.add(note);
    }
  } catch (error) {
    // A place or a minimum that there is not.
    problems.add((error as Error).message);
  }
  if (problems.size === 0) return [...notes];
  throw new StackError(
    `The credentials for "${environment.name}" do not do. Nothing was run:\n` + bulletList([...problems]),
  );
}

interface Session {
  readonly lifetime?: SessionLifetime;
  readonly problem?: string | undefined;
  readonly note?: string | undefined;
}

/** Compares the account that a profile is for, which AWS is asked for where no file says it, with the one that is meant. */
async function compareAccount(
  profile: string,
  { accountId, credentials }: ProfileFacts,
  { alias, id }: Account,
  { environment, variables }: Pick<SessionRequest, "environment" | "variables">,
): Promise<Session> {
  const region = environment.regions[0] ?? REGIONS[0];
  const caller =
    accountId !== undefined
      ? { accountId }
      : credentials && (await callerAccount({ credentials, region, variables }));
  if (caller === undefined) return {};
  if ("unknown" in caller) {
    return { note: `profile ${profile}: its account was not checked before the run: ${caller.unknown}` };
  }
  if ("refused" in caller) {
    return {
      problem:
        `AWS refuses the credentials of the profile "${profile}": ${caller.refused}. ` +
        `See it for yourself with: aws sts get-caller-identity --profile ${profile}`,
    };
  }
  if (caller.accountId === id) return {};
  const mend =
    accountId === undefined
      ? `Mend what gives its credentials; see whose they are with: aws sts get-caller-identity --profile ${profile}`
      : `Mend the profile with: aws configure sso --profile ${profile}`;
  return {
    problem:
      `The profile "${profile}" signs in to account ${caller.accountId}, and "${alias}" of "${environment.name}" is ` +
      `account ${id}. ${mend}`,
  };
}

async function* sessionsOf(
  { environment, accounts, operation, variables, profile }: SessionRequest,
  tell: (problem: string) => void,
): AsyncGenerator<Session> {
  const expiration = validDate(variables["AWS_CREDENTIAL_EXPIRATION"]);
  if (variables["AWS_ACCESS_KEY_ID"] && expiration !== undefined) {
    const what = "the temporary key in AWS_ACCESS_KEY_ID";
    const renew = "what has set it, or: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN";
    yield { lifetime: { what, renew, expiresAt: expiration, renewsItself: false, onlyAtStart: false } };
  }
  const place = placeOf(variables);
  if (place === "github-actions") {
    const file = variables["AWS_WEB_IDENTITY_TOKEN_FILE"];
    // Where there is none, the program says how to get one.
    if (file) yield { lifetime: webIdentityLifetime(file) };
    return;
  }
  for (const alias of accounts) {
    const account = environment.accounts[alias];
    const base = profile ?? account.profile;
    // An account that is not created yet is refused with the command that records it, by whatever needs its ID.
    if (base === undefined || account.id === undefined) continue;
    const name = profileAt(place, base, operation);
    try {
      const facts = await profileFacts(name, variables);
      yield { lifetime: facts.lifetime };
      // A profile of one's own may be for any account where a role, named by its account, follows from it.
      if (profile !== undefined && place === "developer") continue;
      yield await compareAccount(name, facts, account, { environment, variables });
    } catch (error) {
      tell((error as Error).message);
    }
  }
}
