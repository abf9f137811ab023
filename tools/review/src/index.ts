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
