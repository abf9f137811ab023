import type { GetItemCommand } from "@aws-sdk/client-dynamodb";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { LockTable } from "../../src/lock/table.ts";
import { cloned, fulfils, type Item, refuseUnused, updated, ValidationException } from "./expressions.ts";

export type Command = GetItemCommand | ScanCommand | UpdateItemCommand;

/** A table of DynamoDB in memory, with a key `LockID`. Requests happen one after the other, as those of one item do. */
export class FakeDatabase {
  readonly items = new Map<string, Item>();
  /** What an eventually consistent read may still see. */
  readonly #stale = new Map<string, Item | undefined>();
  /** Updates that changed an item. */
  updates = 0;

  /** Does what a request asks for, at once. */
  apply(command: Command): object {
    if (command instanceof ScanCommand)
      return { Items: [...this.items.values()].map((item) => cloned(item)) };
    const key = command.input.Key?.["LockID"]?.S ?? "";
    const item = this.items.get(key);
    if (command instanceof UpdateItemCommand) return this.#update(key, item, command);
    const seen = command.input.ConsistentRead === true ? item : this.#stale.get(key);
    return seen === undefined ? {} : { Item: cloned(seen) };
  }

  /** Writes behind everybody's back. */
  put(item: Item): void {
    this.items.set(item["LockID"]?.S ?? "", item);
  }

  #update(key: string, item: Item | undefined, { input }: UpdateItemCommand): object {
    const { UpdateExpression: update = "", ConditionExpression: condition } = input;
    const bindings = {
      names: input.ExpressionAttributeNames ?? {},
      values: input.ExpressionAttributeValues ?? {},
    };
    if (condition === "") throw new ValidationException("The expression can not be empty");
    refuseUnused([update, condition ?? ""], bindings);
    if (condition !== undefined && !fulfils(condition, item, bindings)) {
      throw new ConditionalCheckFailedException({
        message: "The conditional request failed",
        $metadata: { httpStatusCode: 400 },
        ...(item === undefined || input.ReturnValuesOnConditionCheckFailure !== "ALL_OLD"
          ? {}
          : { Item: cloned(item) }),
      });
    }
    const after = updated(update, item ?? { LockID: { S: key } }, bindings);
    this.#stale.set(key, item);
    this.items.set(key, after);
    this.updates++;
    return { Attributes: cloned(after) };
  }
}

/** Brings a request to the database and its answer back; `apply` may be called never, later or twice. */
export type Transport = (command: Command, apply: () => object) => Promise<object>;

/** A table in a database, reached over a network. */
export function fakeTable(
  database: FakeDatabase,
  transport: Transport = (_, apply) => Promise.resolve().then(apply),
): LockTable {
  const send = (command: Command): Promise<object> => transport(command, () => database.apply(command));
  return { name: "locks", client: { send } as unknown as DynamoDBClient };
}

/** As the AWS SDK says it of a request that nobody answered. */
export function timeout(): Error {
  return Object.assign(new Error("a request has exceeded the configured 3000 ms requestTimeout"), {
    name: "TimeoutError",
  });
}

/** As the AWS SDK says it of an answer that is an error. */
export function serviceError(name: string, httpStatusCode: number, message = name): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
