export { type LanguageHost, type LanguageHostOptions, startLanguageHost } from "./start-language-host.ts";
export { type ProgramIdentity } from "./host-options.ts";
