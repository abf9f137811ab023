/** A statement of an IAM policy, each element as a list of texts. */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly elements: ReadonlyMap<Element, readonly string[]>;
}

/** The elements of a statement beside its effect, in the order in which they are shown. */
export const ELEMENTS = [
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
] as const;

export type Element = (typeof ELEMENTS)[number];

/**
 * The statements of an IAM policy: an identity, resource, trust or key policy, or an SCP, as JSON text or as an object
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). Undefined of anything else.
 */
export function parsePolicy(value: unknown): Statement[] | undefined {
  const document = typeof value === "string" ? parseObject(value) : value;
  if (!isObject(document)) return undefined;
  const statements = document["Statement"];
  const list = Array.isArray(statements) ? statements : [statements];
  if (!list.every((item) => isObject(item) && typeof item["Effect"] === "string")) return undefined;
  return (list as Record<string, unknown>[]).map((statement) => ({
    sid: typeof statement["Sid"] === "string" ? statement["Sid"] : "",
    effect: String(statement["Effect"]),
    elements: new Map(
      ELEMENTS.flatMap((element): [Element, string[]][] => {
        const items = itemsOf(element, statement[element]);
        return items.length === 0 ? [] : [[element, items]];
      }),
    ),
  }));
}

/** The object or list in a JSON text; undefined of any other text. */
export function parseObject(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function itemsOf(element: Element, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (element === "Condition") return isObject(value) ? conditionsOf(value) : [textOf(value)];
  // `"*"` is anybody, as `{"AWS": "*"}` is.
  if (isObject(value))
    return Object.entries(value).flatMap(([type, items]) => listOf(items).map((item) => `${type} ${item}`));
  return listOf(value);
}

function conditionsOf(value: Record<string, unknown>): string[] {
  return Object.entries(value).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, items]) => `${operator} ${key} = ${listOf(items).sort().join(", ")}`)
      : [`${operator} ${textOf(keys)}`],
  );
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(textOf);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
