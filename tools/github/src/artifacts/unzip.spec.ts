import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zip } from "../../test/support/zip.ts";
import { unzip } from "./unzip.ts";

const members = new Map([
  ["dev/network.json", Buffer.from('{"a": "ä"}')],
  ["../../etc/passwd", Buffer.from("x".repeat(10_000))],
  ["empty", Buffer.alloc(0)],
]);

it("gives back what was packed, by another's packer too", () => {
  expect(unzip(zip(members))).toEqual(members);
  expect(unzip(zip(new Map()))).toEqual(new Map());
  const folder = mkdtempSync(join(tmpdir(), "strata-zip-"));
  try {
    writeFileSync(join(folder, "a.json"), '{"b": 1}');
    const pack =
      "import zipfile; z = zipfile.ZipFile('z.zip', 'w'); z.write('a.json'); z.comment = b'a comment'; z.close()";
    execFileSync("python3", ["-c", pack], { cwd: folder });
    expect(unzip(readFileSync(join(folder, "z.zip")))).toEqual(
      new Map([["a.json", Buffer.from('{"b": 1}')]]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("refuses more than is allowed, and what lies about its size", () => {
  expect(() => unzip(zip(members), { mostBytes: 9_999 })).toThrow(/unpacks to more than is allowed/);
  expect(() => unzip(zip(members), { mostMembers: 2 })).toThrow(/has 3 members; 2 are allowed/);
  const lying = zip(new Map([["a", Buffer.from("x".repeat(100_000))]]));
  const entry = lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  lying.writeUInt32LE(10, entry + 24);
  expect(() => unzip(lying)).toThrow(/no archive that can be read/);
});

it.each([
  ["", "text"],
  ["cut", zip(members).subarray(0, 60).toString("latin1")],
])("refuses %s no archive", (_what, text) => {
  expect(() => unzip(Buffer.from(text, "latin1"))).toThrow(
    /no archive that can be read: it does not end as one/,
  );
});
