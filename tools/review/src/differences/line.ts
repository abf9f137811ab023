/** One line of a difference. `!`: a value in a line that changes; a blank: what stays, to show where one is. */
export interface Line {
  readonly mark: "+" | "-" | "!" | " ";
  readonly text: string;
}
