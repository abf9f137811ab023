import { pathInCommonJs, toCommonJs, toCommonJsManifest, withDefaultLoader } from "./commonjs.ts";

it("drops .ts from relative imports only", () => {
  expect(
    toCommonJs('import { a } from "./a.ts";\nexport * from "../b.ts";\nimport c from "c.ts";\n', "x.ts"),
  ).toBe('import { a } from "./a";\nexport * from "../b";\nimport c from "c.ts";\n');
});

it("makes a function of a program, with its imports before it", () => {
  const program =
    'import {\n  a,\n} from "a";\nimport b from "./b.ts";\n\nawait a(b);\nexport default contract.publish({ b });\n';
  expect(toCommonJs(program, "stacks/x/index.ts")).toBe(
    'import {\n  a,\n} from "a";\nimport b from "./b";\n\nexport = async () => {\n\nawait a(b);\nreturn contract.publish({ b });\n\n};\n',
  );
});

it("drops the module type, and the runtime's options", () => {
  expect(JSON.parse(toCommonJsManifest('{"name":"x","type":"module"}'))).toEqual({ name: "x" });
  expect(
    withDefaultLoader("name: x\nruntime:\n  name: nodejs\n  options:\n    # why\n    typescript: false\n"),
  ).toBe("name: x\nruntime: nodejs\n");
});

it("turns what CommonJS lacks into what it has", () => {
  expect(toCommonJs('const { A } = await import("./a.ts");\n', "x.ts")).toBe(
    'const { A } = (require("./a") as typeof import("./a"));\n',
  );
  expect(pathInCommonJs("libs/environment/src/account-ids.json")).toContain("account-ids.data.json");
  expect(toCommonJs('const file = "account-ids.json";\n', "x.ts")).toBe(
    'const file = "account-ids.data.json";\n',
  );
  const text = "const BANNER = `createRequire(import.meta.url)`;\n";
  expect(toCommonJs(text, "x.ts")).toBe(text);
  expect(toCommonJs('new URL("a.json", import.meta.url);\n', "x.ts")).toBe(
    'new URL("a.json", require("node:url").pathToFileURL(__filename).href);\n',
  );
});
