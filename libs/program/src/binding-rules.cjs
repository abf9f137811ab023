"use strict";

/** Packages whose remote components are made of AWS resources, so that they need an AWS provider beside their own. */
const COMPONENTS_OF_AWS = new Set(["eks", "awsx"]);

const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * What binds a request of a program to a provider.
 *
 * @typedef {object} Binding
 * @property {string} token of the type or the function: `aws:ec2/vpc:Vpc`
 * @property {string} provider `<URN>::<ID>`, or "" where there is none
 * @property {Record<string, string>} providers by package, of a remote component
 * @property {boolean} remote whether it is a component that a provider constructs
 * @property {unknown} region the argument `region`, as it is sent
 *
 * A provider that the program has registered.
 *
 * @typedef {object} KnownProvider
 * @property {string | undefined} region undefined where it is not known yet
 * @property {boolean} provisioned whether `provisionProviders` made it
 */

/** The package of a type or a function: `aws` of `aws:ec2/vpc:Vpc`, and of `pulumi:providers:aws`. */
function packageOf(token) {
  const parts = token.split(":");
  return token.startsWith("pulumi:providers:") ? parts[2] : parts[0];
}

/** The URN that the engine will give to a resource (https://www.pulumi.com/docs/iac/concepts/resources/names/#urns). */
function urnOf({ stack, project, parent, type, name }) {
  const parentType = parent === "" ? "" : parent.split("::")[2];
  const prefix = parentType === "" || parentType === "pulumi:pulumi:Stack" ? "" : `${parentType}$`;
  return `urn:pulumi:${stack}::${project}::${prefix}${type}::${name}`;
}

/**
 * What is wrong with how a resource, a component or a function is bound to an account and a region, each in a clause
 * with what to do; none if it is bound as it should be.
 *
 * @param {Binding} binding
 * @param {ReadonlyMap<string, KnownProvider>} known by URN
 * @returns {string[]}
 */
function bindingProblems(binding, known) {
  const itsPackage = packageOf(binding.token);
  // The engine's own: stack references, and the reading of resources by URN.
  if (itsPackage === "pulumi") return [];
  const own = binding.provider || binding.providers[itsPackage] || "";
  if (own === "") return [withoutProvider(itsPackage)];
  const ofAws = itsPackage === "aws" ? own : (binding.providers["aws"] ?? "");
  if (ofAws !== "") return problemsOfAws(ofAws, binding, known);
  if (!binding.remote || !COMPONENTS_OF_AWS.has(itsPackage)) return [];
  return [`has no AWS provider for what it is made of. ${BOTH}`];
}

const BOTH = "Give it, or its parent, both: { providers: eksProviders(name, providers.at(account, region)) }";

function withoutProvider(itsPackage) {
  const what = `has no explicit provider of package ${itsPackage}, so that it is bound to no account and no region`;
  if (itsPackage === "aws") {
    return `${what}. Give it, or its parent, one: { provider: providers.at(account, region) }`;
  }
  if (COMPONENTS_OF_AWS.has(itsPackage)) return `${what}. ${BOTH}`;
  return `${what}. Make one in the program, and give it: { provider: new ${itsPackage}.Provider(…) }`;
}

function problemsOfAws(reference, { region }, known) {
  const urn = reference.slice(0, reference.lastIndexOf("::"));
  const provider = known.get(urn);
  const name = urn.split("::").pop();
  if (provider === undefined) {
    return [`is bound to the AWS provider ${name}, ${NOT_PROVISIONED}`];
  }
  // The provider itself is reported.
  if (!provider.provisioned) return [];
  const asked = plainText(region);
  if (asked === undefined || provider.region === undefined || asked === provider.region) return [];
  return [
    `has the argument region ${JSON.stringify(asked)}, but its provider ${name} is in ${provider.region}. Leave region ` +
      `out, or take the provider of that region: { provider: providers.at(account, ${JSON.stringify(asked)}) }`,
  ];
}

const NOT_PROVISIONED =
  "which provisionProviders did not make, so that its account is not that of a route. " +
  "Take one of provisionProviders in its place: providers.at(account, region)";

/** The arguments of an AWS provider that hold credentials. */
const STATIC_CREDENTIALS = ["accessKey", "secretKey", "token"];

/**
 * What is wrong with a provider that a program registers.
 *
 * @param {string} token
 * @param {KnownProvider} provider
 * @param {readonly string[]} given the names of its arguments
 */
function providerProblems(token, provider, given) {
  if (packageOf(token) !== "aws" || provider.provisioned) return [];
  const keys = STATIC_CREDENTIALS.filter((name) => given.includes(name));
  const problem = `is an AWS provider ${NOT_PROVISIONED}`;
  if (keys.length === 0) return [problem];
  return [
    problem,
    `has static credentials in ${keys.join(", ")} (not shown); none is allowed. The provider of a route has the role of ` +
      `its account from a profile or a web identity. If a key is real, deactivate it in IAM: it was in a file`,
  ];
}

/** A text as Pulumi sends it, also if it is secret or an output; undefined where it is none, or not known yet. */
function plainText(value) {
  if (typeof value === "string") return value === UNKNOWN ? undefined : value;
  const signature = value?.[SIGNATURE_KEY];
  if (signature === SECRET_SIGNATURE || signature === OUTPUT_SIGNATURE) return plainText(value.value);
  return undefined;
}

/** What is wrong with the configuration: nothing else stops what a remote component makes without a provider. */
function configurationProblems(config, stack) {
  if (/"\*"/.test(config["pulumi:disable-default-providers"] ?? "")) return [];
  return [
    `pulumi:disable-default-providers is missing in Pulumi.${stack}.yaml, so that a resource of a component could be bound ` +
      `to whatever credentials there are. Add to its config: pulumi:disable-default-providers: ["*"]`,
  ];
}

module.exports = { bindingProblems, configurationProblems, packageOf, plainText, providerProblems, urnOf };
