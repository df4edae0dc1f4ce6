// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes src/api/schema.d.ts from the contract. Without a contract yet, everything is untyped rather than broken.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const contract = new URL('../api/openapi.json', import.meta.url);
const made = new URL('src/api/schema.d.ts', import.meta.url);
const absent = 'export type paths = Record<string, any>;\nexport interface components { schemas: Record<string, any> }\n';

const text = existsSync(contract) ? astToString(await openapiTS(contract)) : absent;
if (!existsSync(made) || readFileSync(made, 'utf8') !== text) writeFileSync(made, text);
