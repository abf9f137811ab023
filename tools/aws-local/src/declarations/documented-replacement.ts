/**
 * The ways in which the installed documentation says that a change makes a new resource. It comes from the Terraform
 * provider's pages, in many words: "Forces new resource", "Changing this will create a new resource".
 */
const REPLACEMENT = [
  /\bforces? (?:the )?(?:an? )?(?:new resource|replacement|re-?creation|(?:resource )?(?:re-?creation|replacement)|creation of an? new)/i,
  /\bchang(?:e|es|ing|ed)\b.{0,60}\b(?:forces?|creates?|creating|requires?|trigger|will)\b.{0,40}(?:\bnew\b.{0,30}\bresource|replacement|re-?creation)/i,
  /\bchanging (?:this|it|the)\b.{0,60}\b(?:will )?re-?creates?\b/i,
];

/** Speaks of replacement, in no form that says of which changes. */
const SPOKEN_OF = /\bforces? new\b/i;

/** Words that make a sentence one about some changes only, or about something else that is replaced. */
const CONDITIONAL =
  /\b(?:unless|changing from|only (?:if|when)|if (?!changed|modified|updated)|when (?!changed|modified|updated)|lower|for multi-az|downstream|existing key|deployment|does not|do not|not force|without)\b/i;

/**
 * What a comment says of changes of its property: `true`, any change replaces the resource; `false`, some do, or do not,
 * under conditions that are not read; undefined if it does not speak of replacement.
 */
export function documentsReplacement(comment: string): boolean | undefined {
  const text = comment.replaceAll(/\s*\n\s*\*\s*/g, " ");
  const sentences = text
    .split(/[.;!](?=\s|$)/)
    .map((sentence) => sentence.replace(/\b(?:because|since)\b.*$/i, ""));
  const speaking = sentences.filter((sentence) => REPLACEMENT.some((form) => form.test(sentence)));
  if (speaking.some((sentence) => !CONDITIONAL.test(sentence))) return true;
  return speaking.length > 0 || sentences.some((sentence) => SPOKEN_OF.test(sentence)) ? false : undefined;
}
