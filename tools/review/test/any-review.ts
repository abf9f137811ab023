import { type ChangeSet, changeSetSchema } from "@strata/change-set";
import fc from "fast-check";
import type { ReviewInput } from "../src/index.ts";
import { RISK_TABLE } from "../src/risk/risk-table.ts";
import { arbitraryOf } from "./arbitrary-of.ts";
import { HOSTILE } from "./reviews.ts";

/** What must never be read in a review. It is planted where a secret can be: marked, or by the name it has. */
export const TOKEN = "hunter2-Zk3vQ9";

const fragment = fc.oneof(
  fc.constantFrom(
    ...HOSTILE,
    "`",
    "``",
    "|",
    "\n",
    "\n\n",
    "- ",
    "# ",
    "> ",
    "@everyone",
    "<b>",
    "-->",
    "&#64;",
    "\\",
    "*",
    "_",
    "    ",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(fragment, { maxLength: 5 }).map((parts) => parts.join("")) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "network",
      "eks",
      "urn:pulumi:prod::network::aws:ec2/vpc:Vpc::main",
      "ingress[0].cidrBlocks[0]",
      "policy",
      "tags.Owner",
      "vpcs",
      "network.vpcs.a.b",
      "mandatory",
      ...RISK_TABLE.flatMap(({ types }) => types.map((type) => type.replaceAll("*", "X"))),
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 200, maxLength: 3_000 }) },
);

const secret = fc.constantFrom(
  { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: TOKEN },
  JSON.stringify({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: TOKEN,
  }),
  { password: TOKEN, nested: { secretString: [TOKEN] } },
  { environment: { variables: { DB_PASSWORD: TOKEN } } },
  `-----BEGIN RSA PRIVATE KEY-----\n${TOKEN}\n-----END RSA PRIVATE KEY-----`,
);
const items = fc.oneof(text, fc.array(text, { maxLength: 3 }));
const statement = fc.record(
  {
    Sid: text,
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: items,
    NotAction: items,
    Resource: items,
    Principal: fc.oneof(items, fc.dictionary(text, items, { maxKeys: 2, noNullPrototype: true })),
    Condition: fc.dictionary(text, fc.dictionary(text, items, { maxKeys: 2, noNullPrototype: true }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ["Effect"], noNullPrototype: true },
);
const policy = fc
  .array(statement, { maxLength: 3 })
  .map((statements) => JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    fc.constantFrom(null, true, false, 0, -1.5, "0.0.0.0/0", "[secret]", "[unknown]"),
    secret,
    policy,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const anyChangeSet = arbitraryOf(changeSetSchema, { string: text, unknown: json }).map((value) => {
  const parsed = changeSetSchema.parse(value);
  // What a name says to be secret is masked by the name; planted here, since names are drawn at random.
  const property = {
    path: "masterPassword",
    kind: "update",
    replaces: true,
    old: TOKEN,
    new: TOKEN,
  } as const;
  return {
    ...parsed,
    resources: parsed.resources.map((one, index) =>
      index === 0 ? { ...one, properties: [...one.properties, property] } : one,
    ),
  } satisfies ChangeSet;
});

/** A run of any change sets that the schema allows. */
export const anyReview: fc.Arbitrary<ReviewInput> = fc.record(
  {
    environment: text,
    operation: fc.constantFrom("preview", "up", "destroy", "refresh", "drift"),
    changeSets: fc.array(anyChangeSet, { maxLength: 3 }),
    graph: fc.array(fc.record({ stack: text, upstreams: fc.array(text, { maxLength: 3 }) }), {
      maxLength: 5,
    }),
    failed: fc.array(fc.record({ stack: text, message: text }), { maxLength: 2 }),
    skipped: fc.array(fc.record({ stack: text, because: text }), { maxLength: 2 }),
    drift: fc.array(anyChangeSet, { maxLength: 1 }),
    commit: text,
    pageUrl: fc.oneof(text, fc.webUrl({ withFragments: true, withQueryParameters: true })),
  },
  { requiredKeys: ["environment", "operation", "changeSets", "graph"], noNullPrototype: true },
) as fc.Arbitrary<ReviewInput>;
