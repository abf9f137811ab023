import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { quoteArgument, type RolesAnywhere, rolesAnywhereProfile } from "./roles-anywhere.ts";

const settings: RolesAnywhere = {
  profile: "strata-dev-workloads-apply",
  region: "eu-central-1",
  roleArn: "arn:aws:iam::111111111111:role/strata-apply",
  trustAnchorArn: "arn:aws:rolesanywhere:eu-central-1:111111111111:trust-anchor/1a-2b",
  profileArn: "arn:aws:rolesanywhere:eu-central-1:111111111111:profile/3c-4d",
  certificate: "/etc/strata/machine.pem",
  privateKey: "/etc/strata/machine.key",
  helper: "/usr/local/bin/aws_signing_helper",
};
const hostile = fc
  .array(
    fc.oneof(fc.constantFrom("'", '"', "\\", "$(id)", "`id`", "; ", " #", "&&", "\n", "-", "*"), fc.string()),
  )
  .map((parts) => parts.join("").replaceAll("\0", ""));
/** What a shell makes of words. */
const wordsOf = (words: string): string[] =>
  execFileSync("sh", ["-c", `printf '%s\\0' ${words}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

it("is a profile whose process is the signing helper", () => {
  expect(rolesAnywhereProfile(settings)).toBe(
    "[profile strata-dev-workloads-apply]\nregion = eu-central-1\n" +
      "credential_process = /usr/local/bin/aws_signing_helper credential-process --certificate /etc/strata/machine.pem " +
      "--private-key /etc/strata/machine.key " +
      "--trust-anchor-arn arn:aws:rolesanywhere:eu-central-1:111111111111:trust-anchor/1a-2b " +
      "--profile-arn arn:aws:rolesanywhere:eu-central-1:111111111111:profile/3c-4d " +
      "--role-arn arn:aws:iam::111111111111:role/strata-apply\n",
  );
});

it("quotes an argument so that a shell sees one, whatever is in it", () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (args) => {
      expect(wordsOf(args.map(quoteArgument).join(" "))).toEqual(args);
    }),
  );
});

it("is three lines, and its process has these arguments and no other, or it is refused", () => {
  fc.assert(
    fc.property(hostile, hostile, (certificate, helper) => {
      const given = { ...settings, certificate: `/${certificate}`, helper: `/${helper}` };
      let text;
      try {
        text = rolesAnywhereProfile(given);
      } catch (error) {
        expect((error as Error).name).toBe("RolesAnywhereError");
        return;
      }
      const lines = text.split(/[\n\r\u2028\u2029]/);
      expect(lines).toHaveLength(4);
      const command = lines[2]?.slice("credential_process = ".length) ?? "";
      expect(command).not.toMatch(/\s[;#]/);
      const words = wordsOf(command);
      expect(words).toHaveLength(12);
      expect([words[0], words[3]]).toEqual([given.helper, given.certificate]);
    }),
  );
});

it("names all that is wrong at once", () => {
  const bad = {
    ...settings,
    roleArn: "x; id",
    certificate: "machine.pem",
    privateKey: "/a\nb",
    profile: "a]b",
  };
  expect(() => rolesAnywhereProfile(bad)).toThrow(/profile: .*roleArn: .*certificate: .*privateKey: /s);
});
