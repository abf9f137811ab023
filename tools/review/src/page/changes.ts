import type { OutputReview, ResourceReview, Review, StackReview } from "../review.ts";
import { clip, printable } from "../text/printable.ts";
import { CHANGES_BY_WEIGHT, changeWord, countWords, many } from "../text/words.ts";
import { differenceBlock, given, markup, type Html } from "./html.ts";
import { stackId } from "./stack-id.ts";

const NAMES_IN_TITLE = 4;
const COLUMNS = ["delete", "replace", "update", "create"] as const;

/** A row for each stack that changes, failed or was skipped, and one line for all others. */
export function stacksSection(review: Review): Html {
  const { stacks, operation } = review;
  const shown = stacks.filter(({ status }) => status !== "unchanged");
  const unchanged = stacks.filter(({ status }) => status === "unchanged").map(({ stack }) => stack);
  const heads = [...COLUMNS.map((change) => changeWord(operation, change)), "other", "same", "outputs"];
  const table =
    shown.length === 0
      ? undefined
      : markup`<div class="scroll" tabindex="0" role="region" aria-label="Counts of the stacks">
          <table>
            <thead>
              <tr>
                <th scope="col">stack</th>
                <th scope="col">result</th>
                ${heads.map((head) => markup`<th scope="col" class="number">${head}</th>`)}
                <th scope="col">account and region</th>
              </tr>
            </thead>
            <tbody>
              ${shown.map(stackRow)}
            </tbody>
          </table>
        </div>`;
  const line =
    unchanged.length === 0
      ? undefined
      : markup`<p class="where">
          No change: ${unchanged.map((name, index) => markup`${index === 0 ? "" : ", "}${given(name)}`)}.
        </p>`;
  return markup`<section id="stacks" aria-labelledby="stacks-title">
    <h2 id="stacks-title">Stacks <span class="count">${stacks.length}</span></h2>
    ${table}${line}
  </section>`;
}

function stackRow(review: StackReview): Html {
  const { stack, status, counts, outputs, places, reusedFrom } = review;
  const other = (counts.import ?? 0) + (counts.forget ?? 0);
  const numbers = [...COLUMNS.map((change) => counts[change] ?? 0), other, counts.same ?? 0, outputs];
  const classes = [...COLUMNS, "other", "same", "outputs"];
  const name = !hasDifferences(review)
    ? given(stack)
    : markup`<a href="#${stackId(stack)}">${given(stack)}</a>`;
  return markup`<tr>
    <th scope="row">${name}</th>
    <td class="${status}">${status}${reusedFrom === undefined ? "" : ", reused"}</td>
    ${numbers.map((count, index) => markup`<td class="number ${count === 0 ? "" : (classes[index] ?? "")}">${count === 0 ? "" : count}</td>`)}
    <td class="places">${places.map((place) => markup`<span>${printable(place)}</span> `)}</td>
  </tr>`;
}

/** Whether the page has a part of its own for a stack. */
export function hasDifferences({ resources, diagnostics, outputs }: StackReview): boolean {
  return resources.length + diagnostics.length + outputs > 0;
}

/** Every change, property by property, with what filters them. */
export function changesSection(review: Review): Html | undefined {
  const stacks = review.stacks.filter(hasDifferences);
  if (stacks.length === 0) return undefined;
  const total = stacks.reduce((sum, { resources }) => sum + resources.length, 0);
  const changes = CHANGES_BY_WEIGHT.filter((change) =>
    stacks.some(({ resources }) => resources.some((one) => one.change === change)),
  );
  const options = (values: readonly (readonly [string, string])[]): Html[] =>
    values.map(([value, text]) => markup`<option value="${value}">${text}</option>`);
  return markup`<section id="changes" aria-labelledby="changes-title">
    <h2 id="changes-title">Changes <span class="count">${total}</span></h2>
    <form class="filter" id="filter" role="search" aria-label="Filter of the changes" hidden>
      <label class="grow"
        ><span class="visually-hidden">Text</span
        ><input
          type="search"
          id="filter-text"
          placeholder="Filter by name or type"
          autocomplete="off"
          spellcheck="false"
      /></label>
      <label
        ><span class="visually-hidden">Stack</span
        ><select id="filter-stack">
          <option value="">every stack</option>
          ${options(stacks.map(({ stack }) => [stack, clip(printable(stack), 60)]))}
        </select></label
      >
      <label
        ><span class="visually-hidden">Operation</span
        ><select id="filter-change">
          <option value="">every operation</option>
          ${options(changes.map((change) => [change, changeWord(review.operation, change)]))}
        </select></label
      >
      <label
        ><span class="visually-hidden">Risk</span
        ><select id="filter-risk">
          <option value="">every risk</option>
          <option value="critical">critical</option>
          <option value="high">high or critical</option>
          <option value="security">security</option>
        </select></label
      >
      <button type="button" id="unfold">Unfold</button>
      <output id="filter-count" aria-live="polite"></output>
    </form>
    <p id="nothing" hidden>No change fits the filter.</p>
    ${stacks.map((stack) => stackChanges(stack, review))}
  </section>`;
}

function stackChanges(stack: StackReview, { operation, outputs }: Review): Html {
  const words =
    stack.status === "failed"
      ? "failed"
      : countWords(operation, stack.counts) || many(stack.outputs, "output");
  const diagnostics = stack.diagnostics.map(
    ({ severity, message }) =>
      markup`<pre class="message ${severity}" tabindex="0">
${severity}: ${message.split("\n").map(printable).join("\n")}</pre>`,
  );
  const folded =
    diagnostics.length === 0
      ? undefined
      : markup`<details class="diagnostics">
          <summary>${many(diagnostics.length, "message")} of the engine</summary>
          ${diagnostics}
        </details>`;
  return markup`<section class="stack" id="${stackId(stack.stack)}" data-stack="${stack.stack}">
    <h3>${given(stack.stack)} <span class="where">${words}</span></h3>
    ${folded}${stack.resources.map((resource) => resourceEntry(resource, operation))}${outputsEntry(
      outputs.filter((output) => output.stack === stack.stack),
    )}
  </section>`;
}

function outputsEntry(outputs: readonly OutputReview[]): Html | undefined {
  if (outputs.length === 0) return undefined;
  return markup`<details class="outputs">
    <summary>${many(outputs.length, "output")}</summary>
    ${differenceBlock(outputs.flatMap(({ lines }) => lines))}
  </details>`;
}

function resourceEntry(resource: ResourceReview, operation: Review["operation"]): Html {
  const { change, type, names, urns, place, level, security, replaceKeys, lines } = resource;
  const shown = names.slice(0, NAMES_IN_TITLE);
  const more = names.length - shown.length;
  const risk = [...(level === undefined ? [] : [level]), ...(security ? ["security"] : [])].join(" ");
  const badges = [
    ...(level === "critical" || level === "high"
      ? [markup`<span class="badge ${level}">${level}</span>`]
      : []),
    ...(security ? [markup`<span class="badge">security</span>`] : []),
  ];
  const search = `${type} ${names.join(" ")}`.toLowerCase();
  return markup`<details
    class="resource ${change}"
    data-change="${change}"
    data-risk="${risk}"
    data-text="${clip(printable(search), 2_000)}"
  >
    <summary>
      <span class="op">${changeWord(operation, change)}</span>
      <span class="what"
        >${names.length > 1 ? markup`<b>${names.length} ×</b> ` : undefined}${shown.map((name, index) => markup`${index === 0 ? "" : ", "}<b>${clip(printable(name), 200)}</b>`)}${more > 0 ? ` and ${more} more` : ""}
        <span class="type">${clip(printable(type), 200)}</span></span
      >
      <span class="badges">${badges}</span>
    </summary>
    <div class="body">
      ${replaceKeys.length === 0 ? undefined : markup`<p class="where">made anew because of ${replaceKeys.map((key, index) => markup`${index === 0 ? "" : ", "}${given(key)}`)}</p>`}${differenceBlock(lines)}
      <p class="urn">
        ${urns.slice(0, 50).map((urn) => markup`<code>${printable(urn)}</code>`)}${urns.length > 50 ? ` and ${urns.length - 50} more` : ""}${place === undefined ? "" : printable(place)}
      </p>
    </div>
  </details>`;
}
