import type { SmallOutput, SmallResource, SmallStack, SmallValue } from "../support/small-stacks.ts";

/** Numbers from 0 to 1. */
export type Random = () => number;

/** Stacks that read each other, upstream first. */
export type Dag = readonly SmallStack[];

const pick = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)] as Item;
const word = (random: Random): string => `w${Math.floor(random() * 1_000_000).toString(36)}`;

/** A random DAG. Each stack reads up to three of those before it, and has up to four resources and three outputs. */
export function randomDag(size: number, random: Random): Dag {
  const stacks: SmallStack[] = [];
  for (let index = 0; index < size; index++) {
    const upstreams = stacks.filter(() => random() < 2 / (index + 1)).slice(-3);
    const resources = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, number) =>
      randomResource(`r${number}`, upstreams, random),
    );
    // What a stack reads it uses, or Nx's edge would be there for nothing.
    const uses = upstreams.map((upstream, number) => readerOf(`u${number}`, upstream, random));
    const all = [...resources, ...uses];
    // What is made of a secret is secret, and a contract has to say so; here secrets go no further than their readers.
    const open = all.filter(({ value }) => !readsSecret(value, upstreams));
    const outputs = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, number) =>
      randomOutput(`o${number}`, open, random),
    );
    stacks.push({ name: `s${index}`, upstreams: upstreams.map(({ name }) => name), resources: all, outputs });
  }
  return stacks;
}

/** What was edited, for the failure's message. */
export interface Edit {
  readonly stack: string;
  readonly what: string;
}

/**
 * Random edits, about one for each stack and more of them upstream, so that stacks that stay as they are, that change and
 * that replace something are all frequent: a value, a tag, an output, a resource more or less; now and then nothing.
 */
export function randomEdit(dag: Dag, random: Random): { readonly dag: Dag; readonly edits: readonly Edit[] } {
  const stacks = [...dag];
  const edits: Edit[] = [];
  const count = Math.max(1, Math.round(dag.length * (0.6 + random() * 0.8)));
  for (let turn = 0; turn < count; turn++) {
    const index = Math.floor(random() ** 1.5 * stacks.length);
    const stack = stacks[index] as SmallStack;
    const [what, edited] = editStack(stack, stacks, random);
    stacks[index] = edited;
    edits.push({ stack: stack.name, what });
  }
  return { dag: stacks, edits };
}

/** What an edit does, with how often: mostly what replaces something, or changes what others read. */
const KINDS = [
  ["name", 7],
  ["value", 5],
  ["output", 6],
  ["tag", 4],
  ["more", 2],
  ["less", 1],
  ["nothing", 2],
] as const;

function editStack(stack: SmallStack, all: Dag, random: Random): [string, SmallStack] {
  const own = stack.resources.filter(({ value }) => "text" in value);
  const replaced = (next: SmallResource): SmallStack => ({
    ...stack,
    resources: stack.resources.map((one) => (one.name === next.name ? next : one)),
  });
  const chosen = weighted(KINDS, random);
  switch (chosen) {
    case "name":
    case "value": {
      // The name of a log group, for which it is replaced, or the value of a parameter.
      const groups = own.filter(({ kind }) => kind === "logGroup");
      const others = own.filter(({ kind }) => kind === "parameter");
      const wanted = chosen === "name" ? groups : others;
      const candidates = wanted.length > 0 ? wanted : own;
      if (candidates.length === 0) break;
      const resource = pick(candidates, random);
      return [`value of ${resource.name}`, replaced({ ...resource, value: { text: word(random) } })];
    }
    case "output": {
      const texts = stack.outputs.filter(({ value }) => "text" in value);
      if (texts.length === 0) break;
      const output = pick(texts, random);
      const next = { ...output, value: { text: word(random) } };
      const outputs = stack.outputs.map((one) => (one.name === output.name ? next : one));
      return [`output ${output.name}`, { ...stack, outputs }];
    }
    case "tag": {
      const any = pick(stack.resources, random);
      return [`tag of ${any.name}`, replaced({ ...any, tag: word(random) })];
    }
    case "more": {
      const upstreams = all.filter(({ name }) => stack.upstreams.includes(name));
      const more = randomResource(`n${word(random)}`, upstreams, random);
      return [`new ${more.name}`, { ...stack, resources: [...stack.resources, more] }];
    }
    case "less": {
      const unused = own.filter(
        ({ name }) => !stack.outputs.some(({ value }) => "resource" in value && value.resource === name),
      );
      if (unused.length === 0 || stack.resources.length === 1) break;
      const gone = pick(unused, random);
      return [`without ${gone.name}`, { ...stack, resources: stack.resources.filter((one) => one !== gone) }];
    }
    case "nothing":
  }
  return ["nothing", stack];
}

function weighted<Item>(items: readonly (readonly [Item, number])[], random: Random): Item {
  let left = random() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) if ((left -= weight) < 0) return item;
  return (items.at(-1) as readonly [Item, number])[0];
}

function randomResource(name: string, upstreams: readonly SmallStack[], random: Random): SmallResource {
  const kind = random() < 0.5 ? "logGroup" : "parameter";
  const value =
    random() < 0.5 && upstreams.length > 0
      ? readValue(pick(upstreams, random), random)
      : { text: word(random) };
  return { name, kind, value, tag: "first" };
}

function readerOf(name: string, upstream: SmallStack, random: Random): SmallResource {
  return {
    name,
    kind: random() < 0.5 ? "logGroup" : "parameter",
    value: readValue(upstream, random),
    tag: "first",
  };
}

function readValue(upstream: SmallStack, random: Random): SmallValue {
  return { upstream: upstream.name, output: pick(upstream.outputs, random).name };
}

function randomOutput(name: string, resources: readonly SmallResource[], random: Random): SmallOutput {
  const choice = random();
  if (choice < 0.35 || resources.length === 0)
    return { name, value: { text: word(random) }, secret: random() < 0.2 };
  const resource = pick(resources, random).name;
  const attribute = choice < 0.7 ? "arn" : "name";
  return { name, value: { resource, attribute } };
}

function readsSecret(value: SmallValue, upstreams: readonly SmallStack[]): boolean {
  if (!("upstream" in value)) return false;
  const upstream = upstreams.find(({ name }) => name === value.upstream);
  return upstream?.outputs.some(({ name, secret }) => name === value.output && secret === true) ?? false;
}
