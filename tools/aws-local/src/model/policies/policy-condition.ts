import { isMap, type Value } from "../../protocol/values.ts";

const COMPARISONS = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS = [
  ...["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"].map(
    (name) => `String${name}`,
  ),
  ...["Numeric", "Date"].flatMap((type) => COMPARISONS.map((name) => type + name)),
  ...["Equals", "NotEquals", "Like", "NotLike"].map((name) => `Arn${name}`),
  ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress"],
];

const KNOWN = new Set(
  [...OPERATORS.flatMap((name) => [name, `${name}IfExists`]), "Null"].map((name) => name.toLowerCase()),
);

/** What is wrong with the conditions of a statement: their operators, and the form of keys and values. */
export function conditionProblems(condition: Value | undefined, where: string): string[] {
  if (condition === undefined) return [];
  if (!isMap(condition)) return [`${where}: Condition is an object of operators.`];
  return Object.entries(condition).flatMap(([operator, keys]) => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    const plain = operator.replace(/^(ForAllValues|ForAnyValue):/i, "").toLowerCase();
    if (!KNOWN.has(plain)) return [unknownOperator(operator, plain, where)];
    if (!isMap(keys)) return [`${where}: ${operator} is an object of condition keys.`];
    return Object.entries(keys)
      .filter(([, value]) => !isConditionValue(value))
      .map(([key]) => `${where}: ${operator} ${key} is a text, or a list of texts.`);
  });
}

function unknownOperator(operator: string, plain: string, where: string): string {
  const near = OPERATORS.find((name) => name.toLowerCase().startsWith(plain.slice(0, 6)));
  return `${where}: there is no condition operator ${operator}${near === undefined ? "" : `; did you mean ${near}`}.`;
}

function isConditionValue(value: Value): boolean {
  const entries = Array.isArray(value) ? value : [value];
  return entries.every((entry) => ["string", "number", "boolean"].includes(typeof entry));
}
