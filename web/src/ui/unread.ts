// SPDX-License-Identifier: AGPL-3.0-or-later
// What is typed and cannot be read is never sent as if nothing were there: such an input has a custom validity.
type Checked = Pick<HTMLInputElement, 'validity' | 'willValidate' | 'checkValidity'>;

const isChecked = (control: unknown): control is Checked => (control as Partial<Checked>).willValidate === true;

/** Makes every input that could not be read say so (its "invalid" event); true when there is none. */
export function allRead(controls: Iterable<unknown>): boolean {
  const unread = [...controls].filter(isChecked).filter((one) => one.validity.customError);
  unread.forEach((one) => one.checkValidity());
  return unread.length === 0;
}
