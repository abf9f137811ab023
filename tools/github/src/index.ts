export { environmentsOfRun, type Purpose, PURPOSES } from "./affected/environments-of-run.ts";
export { git } from "./affected/git.ts";
export { lastApplied } from "./affected/last-applied.ts";
export { type JobOfRound, roundsOf } from "./affected/rounds.ts";
export { type EventPullRequest, readEvent } from "./actions/event.ts";
export { addSummary, setOutput } from "./actions/job-files.ts";
export { parseJobs } from "./actions/job-results.ts";
export { readRunContext, type RunContext } from "./actions/run-context.ts";
export { githubClient } from "./api/client.ts";
export { parseExpected } from "./comment/parse-expected.ts";
export {
  failedStacks,
  notLookedAt,
  previewComment,
  reviewsOfPreview,
  writePages,
} from "./comment/preview-comment.ts";
export { markComment, publishComment } from "./comment/publish.ts";
export type { StackGraph } from "./comment/run-review.ts";
export { compare, describeComparison } from "./compare/compare.ts";
export { comparisonsIn, writeComparison } from "./compare/comparison-file.ts";
export { driftFound, putDriftIssue } from "./drift/drift-issue.ts";
export { GithubError } from "./github-error.ts";
export { runAs } from "./identity/run-as.ts";
export { resultComment } from "./result/apply-result.ts";
export { changeSetsIn } from "./reviewed/change-set-files.ts";
export { mergedPulls, reviewedPulls } from "./reviewed/reviewed-change-sets.ts";
export { parseTrustSettings, type TrustSettings, workflowEnvironments } from "./trust/trust-settings.ts";
