// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { eventOf } from './live';

test('an event has its name and its values', () => expect(eventOf('event: publication_moved\ndata: {"id":"p1"}')).toEqual({ type: 'publication_moved', id: 'p1' }));
test('the name may stand in the values', () => expect(eventOf('data: {"type":"content","id":"c1"}')).toEqual({ type: 'content', id: 'c1' }));
test.each([': keep open', 'event: x', 'data: {broken'])('%j says nothing', (frame) => expect(eventOf(frame)).toBeNull());
