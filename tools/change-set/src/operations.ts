/** What a step does to a resource, in the words of a summary. The engine's own step kinds are finer. */
export const CHANGES = ["create", "update", "replace", "delete", "read", "import", "forget"] as const;

export type Change = (typeof CHANGES)[number];

/**
 * The change that a step kind of the engine stands for; undefined for `same` and for the steps that belong to
 * another one (a `replace` in a preview is one step; an update performs it as several)
 * (https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/deploy/step.go, the Op constants).
 */
export function changeOf(op: string): Change | undefined {
  switch (op) {
    case "create":
    case "update":
    case "replace":
    case "delete":
    case "read":
    case "import":
      return op;
    case "import-replacement":
      return "import";
    case "remove-pending-replace":
    case "discard":
    case "discard-replaced":
    case "read-discard":
      return "forget";
    case "read-replacement":
      return "read";
    default:
      return undefined;
  }
}

/** Pulumi's own marks for changes in a preview. */
export const CHANGE_MARKS: Readonly<Record<Change, string>> = {
  create: "+",
  update: "~",
  replace: "+-",
  delete: "-",
  read: ">",
  import: "=",
  forget: "x",
};
