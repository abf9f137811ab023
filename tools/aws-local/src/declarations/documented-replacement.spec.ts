import { documentsReplacement } from "./documented-replacement.ts";

describe("the documentation of an input", () => {
  it.each([
    "/** Name. Changing this forces a new resource to be created. */",
    "/** The name. Forces new resource */",
    "/** Forces replacement if changed. */",
    "/**\n     * Changing this will force\n     * terraform to create new resource\n     */",
    "/** Changing this value creates a new resource. */",
    "/** Changing this forces a new resource, because the service does not rename. */",
    "/** Changing this value will re-create the resource. */",
  ])("says that a change replaces: %s", (comment) => expect(documentsReplacement(comment)).toBe(true));

  it.each([
    "/** Changing to a lower version forces resource replacement (destroy and recreate). */",
    "/** Changing from `A` back to `B` forces a new resource. */",
    "/** Forces new for Multi-AZ DB clusters. */",
    "/** If set, changing this forces a new resource. */",
  ])("says it of some changes only: %s", (comment) => expect(documentsReplacement(comment)).toBe(false));

  it.each([
    "/** The code. The file will be replaced with the code. */",
    "/** Will trigger a destroy and recreate of the EC2 instance when set to `true`. */",
  ])("says no such thing: %s", (comment) => expect(documentsReplacement(comment)).toBeUndefined());
});
