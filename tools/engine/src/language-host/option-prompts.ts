import type { RuntimeOptionPrompt } from "@pulumi/pulumi/proto/language_pb.js";
import { languageProto } from "./messages.ts";
import { PACKAGE_MANAGERS } from "./runtime-options.ts";

/** What `pulumi new` asks: the package manager, unless the template has one. */
export function optionPrompts(options: Readonly<Record<string, unknown>>): RuntimeOptionPrompt[] {
  if ("packagemanager" in options) return [];
  const prompt = new languageProto.RuntimeOptionPrompt();
  prompt.setKey("packagemanager");
  prompt.setDescription("The package manager to use for installing dependencies");
  prompt.setPrompttype(languageProto.RuntimeOptionPrompt.RuntimeOptionType.STRING);
  prompt.setChoicesList(PACKAGE_MANAGERS.filter((name) => name !== "auto").map(choice));
  prompt.setDefault(choice("npm"));
  return [prompt];
}

function choice(name: string): RuntimeOptionPrompt.RuntimeOptionValue {
  const value = new languageProto.RuntimeOptionPrompt.RuntimeOptionValue();
  value.setPrompttype(languageProto.RuntimeOptionPrompt.RuntimeOptionType.STRING);
  value.setStringvalue(name);
  value.setDisplayname(name);
  return value;
}
