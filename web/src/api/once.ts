// SPDX-License-Identifier: AGPL-3.0-or-later
// What is under way is not begun again: the second click of a double click comes before the screen can shut its button. Pure.
export class UnderWay {
  private readonly names = new Set<string>();

  /** False while one of that name is under way. */
  begin(name: string): boolean {
    if (this.names.has(name)) return false;
    this.names.add(name);
    return true;
  }

  end(name: string): void {
    this.names.delete(name);
  }
}
