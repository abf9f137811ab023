import { createHash } from "node:crypto";
import { Asset } from "../protocol/values.ts";
import { lambda } from "./lambda.ts";
import type { ResourceContext } from "../model/descriptor.ts";

const hashOf = (code: Asset): unknown =>
  lambda["aws:lambda/function:Function"]?.computed?.["codeSha256"]?.({
    inputs: { code },
  } as unknown as ResourceContext);

describe("the hash of a function's code", () => {
  const bytes = createHash("sha256").update("the bytes of the archive");
  const hex = bytes.copy().digest("hex");

  it("is that of the bytes of a ZIP file, as AWS has it", () => {
    expect(hashOf(new Asset("archive", { hash: hex, path: "./dist/code.zip" }))).toBe(bytes.digest("base64"));
  });

  it("is another one for each other content where the archive is made by the engine", () => {
    const folder = (hash: string) => hashOf(new Asset("archive", { hash, path: "./code" }));
    expect(folder(hex)).toMatch(/^.{43}=$/);
    expect(folder(hex)).not.toBe(folder("0".repeat(64)));
  });
});
