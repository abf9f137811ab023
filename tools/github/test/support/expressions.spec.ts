import { allows, evaluate, interpolate } from "./expressions.ts";

const contexts = {
  needs: { a: { outputs: { list: '["x","y"]', empty: "" }, result: "success" } },
  matrix: { job: { environment: "dev" } },
  inputs: { earlier: true, accept: null },
  vars: {},
};
const fine = { failed: false, cancelled: false };
const of = (text: string, status = fine): unknown => evaluate(text, contexts, status);

it.each([
  ["needs.a.outputs.list", '["x","y"]'],
  ["join(fromJSON(needs.a.outputs.list), ',')", "x,y"],
  ["fromJSON(needs.a.outputs.list)[0] == 'X'", true],
  ["contains(fromJSON(needs.a.outputs.list), 'y')", true],
  ["vars.NONE || '20'", "20"],
  ["inputs.earlier && 'dist/earlier' || ''", "dist/earlier"],
  ["needs.b.outputs.list", null],
  ["!cancelled() && !failure() && needs.a.result == 'success'", true],
  // What does not count is not evaluated: an empty text is no JSON.
  ["failure() && fromJSON(needs.a.outputs.empty)", false],
])("%s is %j", (text, value) => expect(of(text)).toEqual(value));

it("puts values into texts", () => {
  expect(interpolate("${{ matrix.job.environment }}-preview", contexts, fine)).toBe("dev-preview");
  expect(interpolate("${{ fromJSON(needs.a.outputs.list) }}", contexts, fine)).toEqual(["x", "y"]);
});

it("lets nothing run after a failure that does not ask for it", () => {
  const failed = { failed: true, cancelled: false };
  expect(allows(undefined, contexts, failed)).toBe(false);
  expect(allows("${{ needs.a.result == 'success' }}", contexts, failed)).toBe(false);
  expect(allows("${{ !cancelled() }}", contexts, failed)).toBe(true);
});

it.each(["hashFiles('x')", "secrets.TOKEN", "a +", "needs.a.result =="])("refuses %s", (text) => {
  expect(() => of(text)).toThrow();
});
