import { parseCheckpoint } from "./checkpoint.ts";
import { differences } from "./difference.ts";
import { renderDifferences } from "./render-difference.ts";
import { checkpointText, secretValue } from "./testing.ts";

const resource = (name: string, fields: object = {}) => ({
  urn: `urn:pulumi:dev::network::a:b:C::${name}`,
  type: "a:b:C",
  custom: true,
  id: `id-${name}`,
  ...fields,
});
const lines = (older: readonly object[], newer: readonly object[]): string[] =>
  renderDifferences(
    differences(parseCheckpoint(checkpointText(older)), parseCheckpoint(checkpointText(newer))),
  );

it("of the same resources there are none", () => {
  const one = resource("one", { outputs: { a: secretValue("x") }, modified: "2026-01-01T00:00:00Z" });
  expect(lines([one], [{ ...one, modified: "2026-01-02T00:00:00Z" }])).toEqual(["  the same resources"]);
});

it("shows resources and properties, in order", () =>
  expect(
    lines(
      [
        resource("gone"),
        resource("kept", { outputs: { tags: { Name: "old", "a:b": "x" }, zones: ["a", "b"] } }),
      ],
      [
        resource("kept", { outputs: { tags: { Name: "new" }, zones: ["a", "c"] }, protect: true }),
        resource("made"),
      ],
    ),
  ).toEqual([
    "  - a:b:C  gone  (id-gone)",
    "  ~ a:b:C  kept  (id-kept)",
    "      + protect: true",
    '      ~ outputs.tags.Name: "old" => "new"',
    '      - outputs.tags["a:b"]: "x"',
    '      ~ outputs.zones[1]: "b" => "c"',
    "  + a:b:C  made  (id-made)",
  ]));

it("never shows a secret, not even where only one side is marked, and says that it may be the same", () => {
  const found = lines(
    [
      resource("db", {
        outputs: { a: secretValue("c1"), b: "plain-password", c: { d: [secretValue("c3")] } },
      }),
    ],
    [resource("db", { outputs: { a: secretValue("c2"), b: secretValue("c4"), c: "open" } })],
  );
  expect(found.slice(1)).toEqual([
    "      ~ outputs.a: [secret] => [secret] (encrypted anew)",
    "      ~ outputs.b: [secret] => [secret] (encrypted anew)",
    '      ~ outputs.c: {"d":["[secret]"]} => "open"',
  ]);
  expect(found.join("\n")).not.toMatch(/plain-password|c1|c2|c3|c4/);
});

it("lets no name write to the terminal", () =>
  expect(lines([], [resource("a\u001b[2J\nb")]).join("")).not.toMatch(/[\u001b\n]/));
