import { bulletList, formatPath, type Problem, problemsOf, showValue } from "@strata/environment/problems";
import { MandatoryTags, TAG_KEYS } from "./mandatory-tags.ts";
import { problemsOfMore } from "./more-tags.ts";

/** Tags break a rule of this repository or of AWS. */
export class TagError extends Error {
  override name = "TagError";
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const lines = problems.map(
      ({ path, got, allowed }) => `${formatPath(path) || "tags"}: got ${showValue(got)}; ${allowed}`,
    );
    super(`These tags are not allowed:\n${bulletList(lines)}`);
    this.problems = problems;
  }
}

/**
 * The tags as AWS takes them: the mandatory ones under their keys, and `more`.
 *
 * @throws {TagError} with every problem at once: a mandatory tag that is missing or has a value that is not
 *   allowed, a tag of `more` that would replace one, and whatever AWS does not accept.
 */
export function toTags(
  mandatory: MandatoryTags,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const parsed = MandatoryTags.safeParse(mandatory);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error, mandatory)),
    ...problemsOfMore(more).map((problem) => ({ ...problem, path: ["more", ...problem.path] })),
  ];
  if (problems.length > 0) throw new TagError(problems);
  const keys = Object.entries(TAG_KEYS) as [keyof MandatoryTags, string][];
  return { ...more, ...Object.fromEntries(keys.map(([name, key]) => [key, mandatory[name]])) };
}
