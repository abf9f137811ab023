import { hasMarker, markerOf } from "./marker.ts";
import { commitLine, commitOf, markOutdated, ROOM_FOR_MARK, withoutMark } from "./outdated.ts";

it.each([
  ["<!-- strata:preview:dev -->", "preview:dev", true],
  ["<!-- strata:preview:dev -->\r\ntext", "preview:dev", true],
  ["<!-- strata:preview:dev2 -->\ntext", "preview:dev", false],
  ["<!-- strata:preview:dev -->x\ntext", "preview:dev", false],
  [" <!-- strata:preview:dev -->", "preview:dev", false],
  ["> <!-- strata:preview:dev -->", "preview:dev", false],
  ["Hello\n<!-- strata:preview:dev -->", "preview:dev", false],
  ["", "preview", false],
  [null, "preview", false],
])("%j of the key %s: %p", (body, key, found) => expect(hasMarker(body, key)).toBe(found));

it.each(["", "a b", "a-->", "A", "a--b", "-a"])("refuses the key %j", (key) => {
  expect(() => markerOf(key)).toThrow(/The key of a comment: got .*; allowed: /);
});

const commit = "0123456789abcdef0123456789abcdef01234567";
const body = `${markerOf("preview")}\n${commitLine(commit)}\n\n## Preview\n\ntext\n`;

it("marks once, tells the commit, and takes the mark off again", () => {
  const marked = markOutdated(body, {
    newest: "fedcba9876",
    runUrl: "https://github.com/acme/cloud/actions/runs/1",
  });
  expect(hasMarker(marked, "preview")).toBe(true);
  expect(marked).toContain("This is of commit 0123456. Commit fedcba9 is being previewed ([run](https://");
  expect(commitOf(marked)).toBe(commit);
  const again = markOutdated(marked, { newest: "aaaaaaa111" });
  expect(again.match(/Outdated/g)).toHaveLength(1);
  expect(again).toContain("Commit aaaaaaa is");
  expect(withoutMark(again)).toBe(body);
  expect(withoutMark(body)).toBe(body);
  expect(marked.length - body.length).toBeLessThan(ROOM_FOR_MARK);
});

it("writes no line for what is no commit", () => expect(commitLine("--> <b>")).toBe(""));
