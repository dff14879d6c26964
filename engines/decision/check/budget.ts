/** What an analysis may use; once it is used up, nothing more is claimed. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get isUsedUp(): boolean {
    return this.#left < 0;
  }

  spend(steps: number): boolean {
    this.#left -= steps;
    return !this.isUsedUp;
  }
}
