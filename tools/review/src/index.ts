export type { ReviewInput, ReviewOperation } from "./review-input.ts";
export type {
  DestructiveChange,
  OutputReview,
  Picture,
  PictureEdge,
  PictureNode,
  PolicyReview,
  ResourceReview,
  Review,
  SecurityFinding,
  StackReview,
  StackStatus,
  Verdict,
} from "./review.ts";
export type { Line } from "./differences/line.ts";
export type { Given, Phrase } from "./text/phrase.ts";
export { buildReview } from "./build-review.ts";
export {
  COMMENT_LIMIT,
  type CommentOptions,
  commentMarker,
  renderComment,
} from "./comment/render-comment.ts";
export { lengthOf } from "./comment/markdown.ts";
export { renderPage } from "./page/render-page.ts";
export { isWorthTelling, renderTerminal, type TerminalOptions } from "./terminal/render-terminal.ts";
