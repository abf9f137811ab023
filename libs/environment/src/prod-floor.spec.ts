import { runtime } from "@pulumi/pulumi";
import { z } from "zod";
import { loadConfig, prodFloor } from "./config.ts";

const schema = z.strictObject({
  protected: prodFloor(z.boolean().default(false), (on) => on, "prod is protected from deletion"),
});

async function load(stack: string, values: Record<string, string>) {
  await runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "network", stack);
  runtime.setAllConfig(values);
  return loadConfig(schema);
}

it("lets every environment but prod go below", async () => {
  for (const stack of ["local", "sandbox", "dev"]) {
    expect(await load(stack, { "network:protected": "false" })).toEqual({ protected: false });
  }
});

it("refuses what is too low for prod, with the sentence and the command, given or by default", async () => {
  const message =
    /network:protected: got (false|nothing); prod is protected from deletion\. Set it with: pulumi config set 'protected'/;
  await expect(load("prod", { "network:protected": "false" })).rejects.toThrow(message);
  await expect(load("prod", {})).rejects.toThrow(message);
  expect(await load("prod", { "network:protected": "true" })).toEqual({ protected: true });
});
