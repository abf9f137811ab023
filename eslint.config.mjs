import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";
import { noSecretValues } from "./tools/eslint-plugin/src/no-secret-values.mjs";

export default tseslint.config(
  { ignores: ["**/node_modules/", "dist/", ".strata/", ".nx/", "coverage/"] },
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      parserOptions: { project: "./tsconfig.workspace.json", tsconfigRootDir: import.meta.dirname },
    },
    files: ["**/*.ts"],
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      // Stripping the types of `import { type A } from "b"` leaves an import that loads b for nothing.
      "@typescript-eslint/no-import-type-side-effects": "error",
      eqeqeq: ["error", "always"],
    },
  },
  noSecretValues,
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  prettier,
);
