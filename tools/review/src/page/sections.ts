import type {
  DestructiveChange,
  OutputReview,
  PolicyReview,
  Review,
  SecurityFinding,
  StackReview,
} from "../review.ts";
import { isShownAsDrift } from "../model/drift.ts";
import { agreeing } from "../text/agreeing.ts";
import { printable } from "../text/printable.ts";
import { listPhrase, type Phrase } from "../text/phrase.ts";
import { changeWord, changeWords, changeWordsOfMany, many, undoneWords } from "../text/words.ts";
import { differenceBlock, given, html, type Html, sentence } from "./html.ts";

/** Entries of a section that are shown at once; the others are folded. */
const AT_ONCE = 20;

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
  const rest = entries.slice(AT_ONCE);
  const folded =
    rest.length === 0
      ? undefined
      : html`<details class="rest">
          <summary>${many(rest.length, "more entry", "more entries")}</summary>
          <ul class="entries">
            ${rest}
          </ul>
        </details>`;
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title} <span class="count">${entries.length}</span></h2>
    <ul class="entries">
      ${entries.slice(0, AT_ONCE)}
    </ul>
    ${folded}
  </section>`;
}

function entry(level: string, badge: string, title: Html, rest: readonly (Html | undefined)[]): Html {
  return html`<li class="entry ${level}">
    <p class="entry-title"><span class="badge">${badge}</span> ${title}</p>
    ${rest}
  </li>`;
}

function failure({ stack, status, message = "" }: StackReview): Html[] {
  if (status !== "failed" && status !== "skipped") return [];
  const lines = message.split("\n");
  const body =
    lines.length > 1
      ? html`<pre class="message" tabindex="0">${lines.map(printable).join("\n")}</pre>`
      : html`<p>${printable(message)}</p>`;
  return [entry(status === "failed" ? "critical" : "high", status, given(stack), [body])];
}

function risk(
  { stack, type, name, change, level, kind, causes, loss, reversible, undo, source }: DestructiveChange,
  operation: Review["operation"],
): Html {
  const undone = undoneWords(reversible);
  const more = causes.length > 5 ? html`<li>and ${causes.length - 5} more</li>` : undefined;
  return entry(level, `${level} · ${kind}`, html`${given(name)} ${changeWords(operation, change)}`, [
    html`<p class="where">${given(type)} in ${given(stack)}</p>`,
    html`<dl>
      <div>
        <dt>Because</dt>
        <dd>
          <ul class="plain">
            ${causes.slice(0, 5).map((cause) => html`<li>${sentence(cause)}</li>`)}${more}
          </ul>
        </dd>
      </div>
    </dl>`,
    html`<div><dt>Lost</dt><dd>${loss}</dd></div><div><dt>${undone}</dt><dd>${undo}${source === undefined ? undefined : html` <a href="${source}" rel="noreferrer">documentation<span class="visually-hidden"> on ${printable(type)}, ${printable(name)}</span></a>`}</dd></div></dl>`,
  ]);
}

function securityEntry({ stack, type, names, effect, what, lines }: SecurityFinding): Html {
  const level = { wider: "high", changed: "low", narrower: "low" }[effect];
  return entry(
    level,
    effect,
    html`${sentence(listPhrase(names, 6))} ${sentence(agreeing(what, names.length))}`,
    [html`<p class="where">${given(type)} in ${given(stack)}</p>`, differenceBlock(lines)],
  );
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
    readers.length > 0 ? html`<p class="where">read by ${sentence(listPhrase(readers, 12))}</p>` : undefined;
  const perhaps =
    possibleReaders.length > 0
      ? html`<p class="where">
          perhaps read by ${sentence(listPhrase(possibleReaders, 12))}: what they read is not known
        </p>`
      : undefined;
  const nobody =
    readers.length + possibleReaders.length === 0 ? html`<p class="where">nobody reads it</p>` : undefined;
  return entry(
    level,
    { add: "new", update: "changed", delete: "removed" }[kind],
    html`${given(`${stack}.${name}`)} ${verb}`,
    [readBy, perhaps, nobody, kind === "add" && readers.length === 0 ? undefined : differenceBlock(lines)],
  );
}

function policyEntry({ stack, pack, policy, enforcement, message, names }: PolicyReview): Html {
  const lines = message.split("\n").map(printable);
  const at = names.length === 0 ? undefined : html` at ${sentence(listPhrase(names, 6))}`;
  return entry(
    enforcement === "mandatory" ? "critical" : "medium",
    printable(enforcement),
    html`${given(policy)}${at}`,
    [
      html`<p class="where">${given(pack)} in ${given(stack)}</p>`,
      html`<p>${lines[0] ?? ""}${lines.slice(1).map((line) => html`<br />${line}`)}</p>`,
    ],
  );
}

function driftEntries({ stack, status, message = "", resources }: StackReview): Html[] {
  if (status === "failed")
    return [
      entry("high", "failed", html`${given(stack)} could not be looked at`, [
        html`<p>${printable(message)}</p>`,
      ]),
    ];
  return resources.filter(isShownAsDrift).map(({ names, type, change, lines }) => {
    const words = names.length > 1 ? changeWordsOfMany("drift", change) : changeWords("drift", change);
    return entry("medium", changeWord("drift", change), html`${sentence(listPhrase(names, 6))} ${words}`, [
      html`<p class="where">${given(type)} in ${given(stack)}</p>`,
      differenceBlock(lines),
    ]);
  });
}
