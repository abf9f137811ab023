import { secretsProviderProblem } from "./secrets-provider.ts";

it.each([
  "passphrase",
  "default",
  "awskms://alias/strata-pulumi-dev?region=eu-central-1",
  "awskms://alias/a/b?region=eu-central-1&awssdk=v2&profile=x&context_stack=dev&context_team=a%20b",
  "awskms:///arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab?context_stack=dev",
  "hashivault://strata",
  "hashivault://strata?engine=transit-2",
])("%s can be used", (url) => expect(secretsProviderProblem(url)).toBeUndefined());

it.each([
  ["", /expected passphrase, awskms/],
  ["awskms://alias/x", /expected passphrase, awskms/],
  ["awskms://alias/x?region=Frankfurt", /expected passphrase, awskms/],
  ["awskms://alias/x?region=eu-central-1&contextstack=dev", /^contextstack: there is no such parameter/],
  ["awskms://alias/x?region=eu-central-1&context_=dev", /^context_: there is no such parameter/],
  ["awskms://alias/x?region=eu-central-1&context_a=1&context_a=2", /^context_a: is there twice/],
  ["awskms://alias/x?region=eu-central-1&context_a=", /^context_a: has no value/],
  ["hashivault://", /expected passphrase/],
  ["hashivault://a/b c", /expected passphrase/],
  ["gcpkms://projects/x", /expected passphrase/],
])("%j cannot", (url, problem) => expect(secretsProviderProblem(url)).toMatch(problem));
