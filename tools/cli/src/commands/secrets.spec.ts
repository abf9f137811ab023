import { secrets } from "./secrets.ts";

it.each([
  [[], /got "nothing"; allowed: set/],
  [["get", "application"], /got "get"; allowed: set/],
  [["set", "application"], /expects an environment: -c <environment>/],
  [["set", "-c", "dev"], /expects 1 argument/],
  [["set", "application", "hunter2", "-c", "dev"], /takes no value on the command line/],
  [["set", "application", "--value=hunter2", "-c", "dev"], /takes no value on the command line/],
  [["set", "application", "--value", "hunter2", "-c", "dev"], /takes no value on the command line/],
])("refuses the call %j, and does not repeat a value", async (args, message) => {
  const failure = await secrets.run(args).catch((error: Error) => error);
  expect(failure).toMatchObject({ name: "UsageError", message: expect.stringMatching(message) });
  expect(String(failure)).not.toContain("hunter2");
});

it("says of local that there is nothing behind it, before it reads anything", async () => {
  const failure = await secrets.run(["set", "application", "-c", "local"]).catch((error: Error) => error);
  expect(failure).toMatchObject({
    name: "SecretsError",
    message: expect.stringMatching(/nothing behind "local".*no value was read/),
  });
});

it("knows the environments", async () => {
  await expect(secrets.run(["set", "application", "-c", "prdo"])).rejects.toThrow(/prod/);
});

it("says which secrets there are", async () => {
  await expect(secrets.run(["set", "aplication", "-c", "dev"])).rejects.toThrow(/Did you mean application\?/);
});
