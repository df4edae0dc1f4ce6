// SPDX-License-Identifier: AGPL-3.0-or-later
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { queries } from '../api/queries';
import { Confirming, Toasts } from '../ui/feedback';
import { theme, variables } from '../ui/theme';
import { router } from './router';
import { speak } from './words';

const chosen = localStorageColorSchemeManager({ key: 'parvis.theme' });

async function begin() {
  await speak(document.documentElement.lang === 'en' ? 'en' : 'fr');
  createRoot(document.getElementById('parvis')!).render(
    <MantineProvider theme={theme} cssVariablesResolver={variables} colorSchemeManager={chosen} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Confirming>
          <RouterProvider router={router} />
        </Confirming>
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

void begin();
