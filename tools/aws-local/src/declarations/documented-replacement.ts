/**
 * The ways in which the installed documentation says that a change makes a new resource. It comes from the Terraform
 * provider's pages, in many words: "Forces new resource", "Changing this will create a new resource".
 */
const REPLACEMENT = [
  /\bforces? (?:the )?(?:an? )?(?:new resource|replacement|re-?creation|(?:resource )?(?:re-?creation|replacement)|creation of an? new)/i,
  /\bchang(?:e|es|ing|ed)\b.{0,60}\b(?:forces?|creates?|creating|requires?|trigger|will)\b.{0,40}(?:\bnew\b.{0,30}\bresource|replacement|re-?creation)/i,
  /\bchanging (?:this|it|the)\b.{0,60}\b(?:will )?re-?creates?\b/i,
];

/** Words that make a sentence one about some changes only, or about something else that is replaced. */
const CONDITIONAL =
  /\b(?:unless|changing from|only (?:if|when)|if (?!changed|modified|updated)|when (?!changed|modified|updated)|lower|for multi-az|downstream|existing key|deployment|does not|do not|not force|without)\b/i;

/** Whether a comment says that any change of the property replaces the resource; what is said with conditions is not taken. */
export function documentsReplacement(comment: string): boolean {
  const text = comment.replaceAll(/\s*\n\s*\*\s*/g, " ");
  return text
    .split(/[.;!](?=\s|$)/)
    .map((sentence) => sentence.replace(/\b(?:because|since)\b.*$/i, ""))
    .some((sentence) => REPLACEMENT.some((form) => form.test(sentence)) && !CONDITIONAL.test(sentence));
}
