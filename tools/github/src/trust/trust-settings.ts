import { z } from "zod";
import { GithubError } from "../github-error.ts";

/** Whom the roles of an environment trust. */
export interface TrustSettings {
  readonly repository: {
    readonly owner: string;
    readonly ownerId: number;
    readonly repository: string;
    readonly repositoryId: number;
  };
  /** `immutable` trusts the subject with numbers alone, `both` also the one without. */
  readonly subjects: "both" | "immutable";
  /** The environments of the repository whose jobs preview and apply. */
  readonly environments: { readonly preview: string; readonly apply: string };
}

const environmentName = z.string().regex(/^[\w.-]{1,255}$/, "expected the whole name of an environment");

/** As the stack `secrets` has it; fields that are not named here are its own. */
const schema = z.object({
  owner: z.string().regex(/^[A-Za-z0-9][\w-]{0,38}$/, "expected one owner, without wildcards"),
  ownerId: z.int().positive(),
  repository: z.string().regex(/^[\w.-]{1,100}$/, "expected one repository, without wildcards"),
  repositoryId: z.int().positive(),
  subjects: z.enum(["both", "immutable"]).default("both"),
  environments: z
    .object({ preview: environmentName.optional(), apply: environmentName.optional() })
    .default({}),
});

/** `secrets:githubIdentity` of an environment's configuration. Throws {@link GithubError} with every problem. */
export function parseTrustSettings(value: unknown, environment: string): TrustSettings {
  const result = schema.safeParse(value);
  if (!result.success)
    throw new GithubError(
      `secrets:githubIdentity of stacks/secrets/Pulumi.${environment}.yaml is not valid:\n${z.prettifyError(result.error)}`,
    );
  const { subjects, environments, ...repository } = result.data;
  return { repository, subjects, environments: { ...workflowEnvironments(environment), ...environments } };
}

/** The environments of the repository that the workflows name. */
export function workflowEnvironments(environment: string): TrustSettings["environments"] {
  return { preview: `${environment}-preview`, apply: environment };
}
