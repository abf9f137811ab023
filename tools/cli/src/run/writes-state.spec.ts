import { writesState } from "./writes-state.ts";

it.each([
  "up",
  "up --yes --stack dev",
  "refresh",
  "destroy -y",
  "state delete urn:x",
  "stack rm",
  "import --file x",
])("pulumi %s writes", (line) => expect(writesState(line.split(" "))).toBe(true));

it.each([
  "preview",
  "stack ls",
  "config get x",
  "refresh --preview-only",
  "stack output",
  "up --help",
  "stack",
])("pulumi %s does not", (line) => expect(writesState(line.split(" "))).toBe(false));
