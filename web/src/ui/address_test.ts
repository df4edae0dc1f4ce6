// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { placeOf } from './address';

test('a part of this page keeps what its address asks for', () => expect(placeOf('#costs')).toEqual({ to: '.', hash: 'costs', search: true }));
test('another page has its own', () => expect(placeOf('/b/1/mesurer')).toEqual({ to: '/b/1/mesurer' }));
