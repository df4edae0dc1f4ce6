// SPDX-License-Identifier: AGPL-3.0-or-later
// The terms of the CLR 2.0 vocabulary that our records use, for a verifier without network: no package of the registry holds
// that context. Written here from the published vocabulary; it holds those terms alone.
const vocabulary = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#';

export const recordsContext = {
  '@context': {
    id: '@id',
    type: '@type',
    ClrCredential: { '@id': `${vocabulary}ClrCredential`, '@context': { id: '@id', type: '@type' } },
    ClrSubject: {
      '@id': `${vocabulary}ClrSubject`,
      '@context': {
        id: '@id',
        type: '@type',
        verifiableCredential: { '@id': `${vocabulary}verifiableCredential`, '@type': 'https://www.w3.org/2018/credentials#verifiableCredential', '@container': '@set' },
        identifier: { '@id': `${vocabulary}identifier-1`, '@type': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#Identifier', '@container': '@set' },
      },
    },
  },
};
