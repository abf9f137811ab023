import { github } from "./github.ts";

it.each([
  [[], /got "nothing"; allowed: affected, as, pages, comment/],
  [["coment"], /got "coment"; allowed: /],
  [["affected", "--for", "deploy"], /--for: got "deploy"; allowed: preview, apply, drift/],
  [["as", "preview", "-c", "dev"], /as: expects -- and a command[^]*Its usage: strata github as/],
  [["as", "destroy", "-c", "dev", "--", "true"], /got "destroy"; allowed: preview, apply/],
  [["as", "apply", "--", "true"], /expects an environment/],
  [["compare", "-c", "dev"], /expects the stacks that are to be applied/],
  [
    ["reviewed", "-c", "dev", "--since", "main; rm"],
    /--since: got "main; rm"; allowed: the hash of a commit/,
  ],
  [["comment", "--outdated", "--pull", "x"], /--pull: got "x"; allowed: the number/],
  [["trust-policy"], /expects an environment/],
])("refuses the call %j, and says what is allowed", async (args, message) => {
  await expect(github.run(args)).rejects.toMatchObject({
    name: "UsageError",
    message: expect.stringMatching(message) as unknown,
  });
});

it.each([
  [["trust-policy", "-c", "local"], /"local" is not in AWS/],
  [["as", "preview", "-c", "dve", "--", "true"], /Unknown environment "dve"/],
  [["comment", "--stacks", "[1]"], /The stacks of the run: got "\[1\]"/],
])("refuses %j in one sentence", async (args, message) => {
  const failure = await github.run(args).catch((error: Error) => error);
  expect((failure as Error).name).not.toMatch(/^(Error|TypeError)$/);
  expect((failure as Error).message).toMatch(message);
});
