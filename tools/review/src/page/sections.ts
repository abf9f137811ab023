import type {
  DestructiveChange,
  OutputReview,
  PolicyReview,
  Review,
  SecurityFinding,
  StackReview,
} from "../review.ts";
import type { Line } from "../differences/line.ts";
import { isShownAsDrift } from "../model/drift.ts";
import { agreeing } from "../text/agreeing.ts";
import { clip, printable } from "../text/printable.ts";
import { listPhrase } from "../text/phrase.ts";
import { changeWord, changeWords, changeWordsOfMany, many, undoneWords } from "../text/words.ts";
import { differenceBlock, given, markup, type Html, sentence } from "./html.ts";

/** Entries of a section that are shown at once; the others are folded. */
const AT_ONCE = 20;
/** How many of those are on the page; nobody reads on, and a page of all would open slowly. */
const FOLDED = 180;

/** What a reviewer must know before the differences, each with its heading; without what there is nothing of. */
export function topSections(review: Review): Html[] {
  const { operation } = review;
  return [
    section("failures", "Failed or skipped", review.stacks.flatMap(failure)),
    section(
      "risks",
      "Goes away or is made anew",
      review.destructive.map((change) => risk(change, operation)),
    ),
    section("security", "Who may do what, and who reaches what", review.security.map(securityEntry)),
    section("outputs", "Outputs, and who reads them", review.outputs.map(outputEntry)),
    section("policies", "Policies", review.policies.map(policyEntry)),
    section("drift", "Changed outside of Pulumi", review.drift.flatMap(driftEntries)),
  ].filter((one) => one !== undefined);
}

function section(id: string, title: string, entries: readonly Html[]): Html | undefined {
  if (entries.length === 0) return undefined;
  const rest = entries.slice(AT_ONCE, AT_ONCE + FOLDED);
  const left = entries.length - AT_ONCE - rest.length;
  const folded =
    rest.length === 0
      ? undefined
      : markup`<details class="rest">
          <summary>${many(entries.length - AT_ONCE, "more entry", "more entries")}</summary>
          <ul class="entries">
            ${rest}
          </ul>
          ${left > 0 ? markup`<p class="where">and ${left} more, which the filter of the changes finds</p>` : undefined}
        </details>`;
  return markup`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title} <span class="count">${entries.length}</span></h2>
    <ul class="entries">
      ${entries.slice(0, AT_ONCE)}
    </ul>
    ${folded}
  </section>`;
}

function entry(level: string, badge: string, title: Html, rest: readonly (Html | undefined)[]): Html {
  return markup`<li class="entry ${level}">
    <p class="entry-title"><span class="badge">${badge}</span> ${title}</p>
    ${rest}
  </li>`;
}

function failure({ stack, status, message = "" }: StackReview): Html[] {
  if (status !== "failed" && status !== "skipped") return [];
  const lines = message.split("\n");
  const body =
    lines.length > 1
      ? markup`<pre class="message" tabindex="0">${lines.map(printable).join("\n")}</pre>`
      : markup`<p>${printable(message)}</p>`;
  return [entry(status === "failed" ? "critical" : "high", status, given(stack), [body])];
}

function risk(
  { stack, type, name, change, level, kind, causes, loss, reversible, undo, source }: DestructiveChange,
  operation: Review["operation"],
): Html {
  const undone = capital(undoneWords(reversible));
  const more = causes.length > 5 ? markup`<li>and ${causes.length - 5} more</li>` : undefined;
  const link =
    source === undefined
      ? undefined
      : markup` <a href="${source}" rel="noreferrer">documentation<span class="visually-hidden"> on ${printable(type)}, ${printable(name)}</span></a>`;
  const lost = markup`<div>
      <dt>Lost</dt>
      <dd>${loss}</dd>
    </div>
    <div>
      <dt>${undone}</dt>
      <dd>${undo}${link}</dd>
    </div>`;
  return entry(level, `${level} · ${kind}`, markup`${given(name)} ${changeWords(operation, change)}`, [
    markup`<p class="where">${given(type)} in ${given(stack)}</p>`,
    markup`<dl>
      <div>
        <dt>Because</dt>
        <dd>
          <ul class="plain">
            ${causes.slice(0, 5).map((cause) => markup`<li>${sentence(cause)}</li>`)}${more}
          </ul>
        </dd>
      </div>
      ${level === "low" ? undefined : lost}
    </dl>`,
  ]);
}

function securityEntry({ stack, type, names, effect, isNew, what, lines }: SecurityFinding): Html {
  const level = { wider: "high", changed: "low", narrower: "low" }[effect];
  return entry(
    level,
    isNew && effect === "changed" ? "new" : effect,
    markup`${sentence(listPhrase(names, 6))} ${sentence(agreeing(what, names.length))}`,
    [
      markup`<p class="where">${given(type)} in ${given(stack)}</p>`,
      isNew ? foldedDifference(lines) : differenceBlock(lines),
    ],
  );
}

/** What is new is read by those who want to know; what changes is read by all. */
function foldedDifference(lines: readonly Line[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return markup`<details class="fold">
    <summary>${many(lines.length, "line")}</summary>
    ${differenceBlock(lines)}
  </details>`;
}

function outputEntry({ stack, name, kind, lines, readers, possibleReaders }: OutputReview): Html {
  const level =
    kind === "delete" && readers.length + possibleReaders.length > 0
      ? "high"
      : kind === "add"
        ? "low"
        : "medium";
  const verb = { add: "is new", update: "changes", delete: "vanishes" }[kind];
  const readBy =
    readers.length > 0
      ? markup`<p class="where">read by ${sentence(listPhrase(readers, 12))}</p>`
      : undefined;
  const perhaps =
    possibleReaders.length > 0
      ? markup`<p class="where">
          perhaps read by ${sentence(listPhrase(possibleReaders, 12))}: what they read is not known
        </p>`
      : undefined;
  const nobody =
    readers.length + possibleReaders.length === 0 ? markup`<p class="where">nobody reads it</p>` : undefined;
  return entry(
    level,
    { add: "new", update: "changed", delete: "removed" }[kind],
    markup`${given(`${stack}.${name}`)} ${verb}`,
    [readBy, perhaps, nobody, kind === "add" && readers.length === 0 ? undefined : differenceBlock(lines)],
  );
}

function policyEntry({ stack, pack, policy, enforcement, message, names }: PolicyReview): Html {
  const lines = message.split("\n").map(printable);
  const at = names.length === 0 ? undefined : markup` at ${sentence(listPhrase(names, 6))}`;
  return entry(
    enforcement === "mandatory" ? "critical" : "medium",
    clip(printable(enforcement), 24),
    markup`${given(policy)}${at}`,
    [
      markup`<p class="where">${given(pack)} in ${given(stack)}</p>`,
      markup`<p>${lines[0] ?? ""}${lines.slice(1).map((line) => markup`<br />${line}`)}</p>`,
    ],
  );
}

function driftEntries({ stack, status, message = "", resources }: StackReview): Html[] {
  if (status === "failed")
    return [
      entry("high", "failed", markup`${given(stack)} could not be looked at`, [
        markup`<p>${printable(message)}</p>`,
      ]),
    ];
  return resources.filter(isShownAsDrift).map(({ names, type, change, lines }) => {
    const words = names.length > 1 ? changeWordsOfMany("drift", change) : changeWords("drift", change);
    return entry("medium", changeWord("drift", change), markup`${sentence(listPhrase(names, 6))} ${words}`, [
      markup`<p class="where">${given(type)} in ${given(stack)}</p>`,
      differenceBlock(lines),
    ]);
  });
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
