import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import { Policy } from "@pulumi/aws/iam/policy.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  type Output,
  output,
} from "@pulumi/pulumi";
import type { AccountRoles } from "@strata/environment";
import type { GithubIdentitySettings } from "./github-identity-config.ts";
import { applyBoundary, boundaryName, previewPolicy, READ_ONLY_POLICY_ARN } from "./github-role-policies.ts";
import {
  AUDIENCE,
  GITHUB_URL,
  type GithubContext,
  githubProviderArn,
  githubTrustPolicy,
} from "@strata/aws-provider/github-trust";

export interface GithubIdentityArgs extends Omit<GithubIdentitySettings, "decryptableKeyArns"> {
  environment: string;
  accountId: string;
  /** Names of the roles, as the catalogue has them for the account. */
  roles: AccountRoles;
  /** Keys that a preview decrypts with. */
  decryptableKeyArns: readonly Input<string>[];
}

/**
 * How jobs of GitHub Actions become the roles of one account, without any key: a preview from pull requests and one
 * environment of the repository, an update from another environment alone. IAM is global, so an account has one.
 */
export class GithubIdentity extends ComponentResource {
  readonly providerArn: Output<string>;
  readonly roleArns: { readonly preview: Output<string>; readonly apply: Output<string> };

  constructor(name: string, args: GithubIdentityArgs, options?: ComponentResourceOptions) {
    super("strata:secrets:GithubIdentity", name, {}, options);
    // Without them nobody but an administrator can run anything.
    const protect = { parent: this, protect: args.environment === "prod" };
    const provider = args.createProvider
      ? new OpenIdConnectProvider(name, { url: GITHUB_URL, clientIdLists: [AUDIENCE] }, protect)
      : undefined;
    const ofRole = { ...protect, ...(provider && { dependsOn: [provider] }) };

    const { environments } = args;
    const preview = this.createRole(name, "preview", args, ofRole, [
      "pull_request",
      `environment:${environments.preview}`,
    ]);
    this.attach(`${name}-preview-read-only`, preview, READ_ONLY_POLICY_ARN);
    const policy = output([...args.decryptableKeyArns]).apply(previewPolicy);
    new RolePolicy(`${name}-preview`, { role: preview.name, policy }, { parent: this });

    const boundary = new Policy(
      `${name}-apply-boundary`,
      { name: boundaryName(args.roles), policy: applyBoundary(args.accountId, args.roles) },
      protect,
    );
    const apply = this.createRole(
      name,
      "apply",
      args,
      ofRole,
      [`environment:${environments.apply}`],
      boundary.arn,
    );
    for (const arn of args.policyArns) this.attach(`${name}-apply-${policyNameOf(arn)}`, apply, arn);

    this.providerArn = provider?.arn ?? output(githubProviderArn(args.accountId));
    this.roleArns = { preview: preview.arn, apply: apply.arn };
    this.registerOutputs({ providerArn: this.providerArn, roleArns: this.roleArns });
  }

  private createRole(
    name: string,
    operation: keyof AccountRoles,
    args: GithubIdentityArgs,
    options: CustomResourceOptions,
    contexts: readonly GithubContext[],
    permissionsBoundary?: Input<string>,
  ): Role {
    const { accountId, owner, ownerId, repository, repositoryId, subjects } = args;
    return new Role(
      `${name}-${operation}`,
      {
        name: args.roles[operation],
        description: `${operation} of ${args.environment}: jobs of ${owner}/${repository}`,
        assumeRolePolicy: githubTrustPolicy({
          accountId,
          repository: { owner, ownerId, repository, repositoryId },
          subjects,
          contexts,
          permissionSets: args.permissionSets[operation],
        }),
        ...(permissionsBoundary !== undefined && { permissionsBoundary }),
      },
      options,
    );
  }

  private attach(name: string, role: Role, policyArn: string): void {
    new RolePolicyAttachment(name, { role: role.name, policyArn }, { parent: this });
  }
}

/** What comes after the first slash: unique within an account, and with AWS's own. */
function policyNameOf(arn: string): string {
  const owner = arn.split(":")[4] === "aws" ? "aws-" : "";
  return `${owner}${arn.slice(arn.indexOf("/") + 1).replaceAll("/", "-")}`;
}
