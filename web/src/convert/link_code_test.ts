// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { codeOf } from './link_code';

test.each([['abc2345', 'abc2345'], [' https://parvis.example/l/abc2345 ', 'abc2345'], ['http://127.0.0.1:8080/l/z95n3bu/', 'z95n3bu'], ['', '']])('%j is the code %j', (typed, code) => expect(codeOf(typed)).toBe(code));
