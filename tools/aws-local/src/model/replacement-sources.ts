import type { CreateOnlyInputs } from "../declarations/create-only.ts";
import type { ResourceDeclaration } from "../declarations/read-declarations.ts";
import type { ResourceDescriptor } from "./descriptor.ts";
import { overlaps } from "./paths.ts";

/**
 * What replaces a resource is known from three sources, each only for what those before it say nothing of: the
 * descriptor, the installed documentation, CloudFormation's create-only data. What only the third says is derived.
 */

/** How a person is told of the third source. @param cloudFormationType such as `AWS::EC2::VPC` */
export function derivation(cloudFormationType: string): string {
  return `derived from CloudFormation's create-only data of ${cloudFormationType}`;
}

/** A descriptor with what the documentation says of the inputs that the descriptor leaves undecided. */
export function withDocumentation(
  descriptor: ResourceDescriptor,
  declaration: ResourceDeclaration,
): ResourceDescriptor {
  const { undecided, replaceOn = [] } = descriptor;
  if (undecided === undefined) return descriptor;
  const documented = documentedReplacements(declaration).filter((path) => undecided.includes(rootOf(path)));
  return documented.length === 0 ? descriptor : { ...descriptor, replaceOn: [...replaceOn, ...documented] };
}

/** What of the third source counts: not what the documentation speaks of, nor what the descriptor decides. */
export function derivedReplacements(
  { cloudFormationType, inputs }: CreateOnlyInputs,
  { undecided }: ResourceDescriptor,
  declaration: ResourceDeclaration,
): CreateOnlyInputs | undefined {
  const documented = documentedInputs(declaration);
  const counting = inputs.filter(
    (path) =>
      (undecided === undefined || undecided.includes(rootOf(path))) &&
      !documented.some((entry) => overlaps(entry.path, path)),
  );
  return counting.length === 0 ? undefined : { cloudFormationType, inputs: counting };
}

/** The inputs, as paths, of which the installed documentation says that any change makes a new resource. */
export function documentedReplacements(declaration: ResourceDeclaration): string[] {
  return documentedInputs(declaration)
    .filter(({ always }) => always)
    .map(({ path }) => path);
}

/** The inputs of whose replacement the documentation speaks; what is inside of those that always replace is left out. */
function documentedInputs(declaration: ResourceDeclaration): { path: string; always: boolean }[] {
  const visit = (
    properties: ResourceDeclaration["inputs"],
    path: string,
    seen: readonly string[],
  ): { path: string; always: boolean }[] =>
    Object.entries(properties).flatMap(([key, { type, forcesNew }]) => {
      const own = path === "" ? key : `${path}.${key}`;
      if (forcesNew === true) return [{ path: own, always: true }];
      const spoken = forcesNew === false ? [{ path: own, always: false }] : [];
      const inner = type.kind === "list" ? type.element : type;
      if (inner.kind !== "object" || seen.includes(inner.name)) return spoken;
      return [...spoken, ...visit(declaration.types[inner.name] ?? {}, own, [...seen, inner.name])];
    });
  return visit(declaration.inputs, "", []);
}

function rootOf(path: string): string {
  return path.split(".")[0] ?? path;
}
