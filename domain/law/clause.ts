/**
 * A clause (条款) as the product may print it. `article` is present only where the number was read in the instrument's own text;
 * a number that is not known is never guessed and never printed.
 */
export interface Clause {
  readonly id: string;
  /** Title of the instrument in Chinese, with its document number where known. */
  readonly instrument: string;
  readonly article?: string;
  /** A convention of this project: there is no article to be verified. */
  readonly own?: true;
  /** What the clause asks for, in one Chinese sentence. */
  readonly gist: string;
}

/** One line for a person: "《…》第八条" or, without a known number, "《…》(条号待核实)"; a convention of the project says that it is one. */
export const cite = (clause: Clause): string =>
  clause.own
    ? `${clause.instrument} (规则未作规定)`
    : clause.article
      ? `《${clause.instrument}》${clause.article}`
      : `《${clause.instrument}》(条号待核实)`;
