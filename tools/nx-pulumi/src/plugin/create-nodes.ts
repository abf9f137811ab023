import type { CreateNodes, CreateNodesResult, ProjectConfiguration } from "@nx/devkit";
import { dirname, join } from "node:path";
import { type Operation, OPERATIONS, runsEngine } from "../operations.ts";
import { stackEnvironments } from "../stacks/environments.ts";

export const name = "@strata/nx-pulumi";

/**
 * Infers the targets of a stack from its `Pulumi.yaml`: one for each operation, with one configuration for each
 * `Pulumi.<environment>.yaml` beside it.
 *
 * There is no `defaultConfiguration`: with one, Nx runs it in silence where the configuration asked for is
 * missing. And no `dependsOn`: the selected stacks of a run form one batch, which the executor puts in order, so
 * that an operation reaches the stacks that were named and no other.
 */
export const createNodes: CreateNodes = [
  "**/Pulumi.yaml",
  (files, _options, { workspaceRoot }) =>
    files.map((file): readonly [string, CreateNodesResult] => {
      const root = dirname(file);
      const environments = stackEnvironments(join(workspaceRoot, root));
      return [file, { projects: { [root]: { root, ...stackTargets(environments) } } }];
    }),
];

const DESCRIPTIONS: Readonly<Record<Operation, string>> = {
  preview: "pulumi preview, for this stack alone",
  up: "pulumi up, for this stack alone",
  refresh: "pulumi refresh, for this stack alone",
  drift: "What the cloud has that the state has not, and the other way round; writes neither",
  destroy: "pulumi destroy, for this stack alone",
  outputs: "pulumi stack output, as JSON",
  bindings: "Which account and region every resource is bound to",
};

/** The targets of a stack that has these environments. */
export function stackTargets(
  environments: readonly string[],
): Pick<ProjectConfiguration, "targets" | "tags"> {
  const configurations = Object.fromEntries(
    environments.map((environment) => [environment, { environment }]),
  );
  const targets = OPERATIONS.map((operation) => [
    operation,
    {
      executor: `${name}:${operation}`,
      configurations,
      cache: false,
      outputs: runsEngine(operation) ? ["{workspaceRoot}/dist/change-sets/*/{projectName}.json"] : [],
      metadata: { technologies: ["pulumi"], description: DESCRIPTIONS[operation] },
    },
  ]);
  return { tags: ["pulumi"], targets: Object.fromEntries(targets) };
}
