import { z } from "zod";

// What is read of a plan that `pulumi preview --save-plan` writes: `apitype.DeploymentPlanV1`
// (https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/plan.go).
const planSchema = z.object({
  resourcePlans: z.record(
    z.string(),
    z.object({
      goal: z
        .object({
          outputDiff: z
            .object({
              adds: z.record(z.string(), z.unknown()).optional(),
              deletes: z.array(z.string()).optional(),
              updates: z.record(z.string(), z.unknown()).optional(),
            })
            .optional(),
        })
        .optional(),
    }),
  ),
});

/**
 * The names of the stack's outputs that a plan adds, changes or deletes. Unlike the events, in which secrets are
 * masked, a plan has their ciphertexts, so that it tells a secret that changes from one that does not. `undefined`
 * where the text is no plan of this version of the engine.
 */
export function changedOutputs(planText: string): Set<string> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(planText);
  } catch {
    return undefined;
  }
  const plan = planSchema.safeParse(json);
  if (!plan.success) return undefined;
  const root = Object.entries(plan.data.resourcePlans).find(([urn]) =>
    /::pulumi:pulumi:Stack::[^:]*$/.test(urn),
  );
  if (root === undefined) return undefined;
  const { adds = {}, deletes = [], updates = {} } = root[1].goal?.outputDiff ?? {};
  return new Set([...Object.keys(adds), ...deletes, ...Object.keys(updates)]);
}
