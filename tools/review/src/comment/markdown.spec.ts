import { cell, code, fenced, htmlCode, lengthOf, sentence } from "./markdown.ts";
import { phrase } from "../text/phrase.ts";

it.each([
  ["a", "`a`"],
  ["", "(empty)"],
  ["`", "`` ` ``"],
  ["a``b", "```a``b```"],
  [" a ", "`  a  `"],
  ["a\nb", "`a\\nb`"],
  ["x".repeat(200), `\`${"x".repeat(159)}…\``],
])("%j as code is %s", (text, shown) => expect(code(text)).toBe(shown));

it("a cell has no pipe that would end it", () => expect(cell("a|b\\|c")).toBe("`a\\u{7c}b\\\\u{7c}c`"));

it("HTML of ours escapes what is given", () =>
  expect(htmlCode(`<b a="'">&`)).toBe("<code>&lt;b a=&quot;&#39;&quot;&gt;&amp;</code>"));

it("a sentence escapes our own words too", () =>
  expect(sentence(phrase`a * b ${"@x"} ${7}`)).toBe("a \\* b `@x` 7"));

it("a fence is longer than any in it", () => {
  expect(fenced("diff", ["+ a", "- ````"])).toBe("`````diff\n+ a\n- ````\n`````");
  expect(fenced("text", ["one\ntwo"])).toBe("```text\none\\ntwo\n```");
});

it("counts characters, not units of UTF-16", () => {
  expect(lengthOf("aé東🌈")).toBe(4);
  expect(lengthOf("🌈".repeat(65_536))).toBe(65_536);
});
