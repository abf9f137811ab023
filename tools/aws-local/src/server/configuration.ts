import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { assertLocalUrn } from "../protocol/local-only.ts";
import { sameValue } from "../protocol/values.ts";
import { checkResponse, read, unary } from "./calls.ts";

/** The handlers that check and compare the configuration of a provider, for every package the same. */
export const configurationHandlers = {
  checkConfig: unary<provider.CheckRequest, provider.CheckResponse>(({ request }) => {
    assertLocalUrn(request.getUrn());
    return checkResponse(read(request.getNews()), []);
  }),

  diffConfig: unary<provider.DiffRequest, provider.DiffResponse>(({ request }) => {
    assertLocalUrn(request.getUrn());
    return configurationDiff(request);
  }),
};

/**
 * What changes in a provider's configuration. Nothing replaces it: a change of region or account shows at the
 * resources.
 */
function configurationDiff(request: provider.DiffRequest): provider.DiffResponse {
  const before = read(request.hasOldInputs() ? request.getOldInputs() : request.getOlds());
  const after = read(request.getNews());
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter(
    (key) => key !== "version" && !sameValue(before[key] ?? null, after[key] ?? null),
  );
  const response = new provider.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(changed);
  return response;
}
