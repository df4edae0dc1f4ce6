// SPDX-License-Identifier: AGPL-3.0-or-later
// Mantine, dressed in our tokens. No colour or size is written here: every value is a variable of tokens.css.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { currentLocale } from './words';

const shades = (name: string) => Array.from({ length: 10 }, (_, shade) => `var(--${name}-${shade})`) as unknown as MantineColorsTuple;

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 8 },
  colors: {
    accent: shades('accent'),
    red: shades('bad'),
    // What Mantine paints inputs, menus and dialogs with in the dark theme, lightest first.
    dark: ['ink', 'ink-soft', 'ink-faint', 'line-control', 'line-control', 'ground-sunk', 'ground-raised', 'ground', 'ground-soft', 'ground'].map((name) => `var(--${name})`) as unknown as MantineColorsTuple,
  },
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)' },
  defaultRadius: 'sm',
  radius: { xs: 'var(--radius-small)', sm: 'var(--radius)', md: 'var(--radius)', lg: 'var(--radius-large)' },
  spacing: { xs: 'var(--s2)', sm: 'var(--s3)', md: 'var(--s4)', lg: 'var(--s6)', xl: 'var(--s8)' },
  fontSizes: { xs: 'var(--text-small)', sm: 'var(--text)', md: 'var(--text)', lg: 'var(--text-title)', xl: 'var(--text-page)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { fw: 550 } },
    // Otherwise 2,5 is read as 25.
    NumberInput: { defaultProps: () => (currentLocale() === 'fr' ? { decimalSeparator: ',', allowedDecimalSeparators: [',', '.'] } : {}) },
  },
});

/** Both themes read the same tokens, which themselves answer to the theme. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--ground)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-anchor': 'var(--accent-ink)',
    // The edge of a field stands out at 3:1.
    '--mantine-color-gray-4': 'var(--line-control)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default': 'var(--ground-raised)',
    '--mantine-color-default-hover': 'var(--ground-soft)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-control)',
    '--mantine-color-disabled': 'var(--ground-sunk)',
    '--mantine-color-disabled-color': 'var(--ink-faint)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-ink)',
    '--mantine-color-accent-filled': 'var(--accent)',
    '--mantine-color-accent-filled-hover': 'var(--accent-strong)',
    '--mantine-color-accent-light': 'var(--accent-soft)',
    '--mantine-color-accent-light-hover': 'var(--accent-soft)',
    '--mantine-color-accent-light-color': 'var(--accent-ink)',
    '--mantine-color-accent-text': 'var(--accent-ink)',
    '--mantine-color-accent-outline': 'var(--accent-ink)',
    '--mantine-color-red-text': 'var(--bad)',
    '--mantine-color-red-light': 'var(--bad-soft)',
    '--mantine-color-red-light-color': 'var(--bad)',
    '--mantine-color-red-outline': 'var(--bad)',
  };
  return { variables: {}, light: shared, dark: shared };
};
