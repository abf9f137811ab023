import {
  type Risk,
  RISK_KINDS,
  RISK_LEVELS,
  RISK_TABLE,
  type RiskKind,
  type RiskLevel,
} from "./risk-table.ts";

/** Words in the name of a type that holds something, of whatever provider. */
const HOLDS_DATA =
  /database|cluster|table|bucket|volume|filesystem|vault|repositor|stream|domain|snapshot|store|disk|warehouse/i;
const HOLDS_SECRET = /secret|password|privatekey|credential|accesskey/i;

const known = new Map<string, Risk>();
const patterns = RISK_TABLE.flatMap(({ types, ...risk }) =>
  types.map((type) => ({ pattern: patternOf(type), risk })),
);

/** What it means that a resource of this type goes away, or is made anew. */
export function riskOf(type: string): Risk {
  const found = known.get(type);
  if (found !== undefined) return found;
  const risk = patterns.find(({ pattern }) => pattern.test(type))?.risk ?? defaultRisk(type);
  known.set(type, risk);
  return risk;
}

/** Of a type that is not in the table: its name is all there is to go by, and it is better to ask once too often. */
function defaultRisk(type: string): Risk {
  const name = type.split(":").at(-1) ?? type;
  const unknown = {
    reversible: "no",
    undo: "the type is not in the risk table: look up what it holds",
  } as const;
  if (HOLDS_SECRET.test(name))
    return { kind: "secret", level: "high", loss: "a secret, by its name", ...unknown };
  if (HOLDS_DATA.test(name)) return { kind: "storage", level: "high", loss: "data, by its name", ...unknown };
  return {
    kind: "unknown",
    level: "medium",
    loss: "nothing that is known of",
    reversible: "partly",
    undo: "made again from the program, with another identity",
  };
}

/** Orders by level, the highest first, then by kind. */
export function compareRisks(
  left: { readonly level: RiskLevel; readonly kind: RiskKind },
  right: { readonly level: RiskLevel; readonly kind: RiskKind },
): number {
  return (
    RISK_LEVELS.indexOf(right.level) - RISK_LEVELS.indexOf(left.level) ||
    RISK_KINDS.indexOf(left.kind) - RISK_KINDS.indexOf(right.kind)
  );
}

/** The highest of some levels; undefined of none. */
export function highest(levels: readonly RiskLevel[]): RiskLevel | undefined {
  return [...levels].sort((left, right) => RISK_LEVELS.indexOf(right) - RISK_LEVELS.indexOf(left))[0];
}

/** Whether something in a cloud corresponds to a resource: components and providers are the program's own. */
export function isCloudResource({
  type,
  provider,
}: {
  readonly type: string;
  readonly provider: string;
}): boolean {
  if (type.startsWith("pulumi:")) return false;
  return provider !== "" || type.startsWith("aws:");
}

function patternOf(type: string): RegExp {
  const parts = type.split("*").map((part) => part.replace(/[.\\/+?^$(){}|[\]]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}
