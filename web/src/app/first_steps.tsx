// SPDX-License-Identifier: AGPL-3.0-or-later
// A new brand's first steps are the thread itself. Skipped and hidden steps are kept on this device.
import { useState } from 'react';
import { useMay, type Brand } from '../identity';
import { FirstSteps, type Step } from '../ui/steps';
import { useWords } from '../ui/words';
import { useStepsTaken } from './home_queries';

const plan: { key: string; minutes: number; at: string; may: string }[] = [
  { key: 'objective', minutes: 2, at: 'comprendre/objectifs', may: 'write_plan' },
  { key: 'brief', minutes: 10, at: 'comprendre/briefs', may: 'write_plan' },
  { key: 'persona', minutes: 10, at: 'comprendre/personas', may: 'write_plan' },
  { key: 'pillar', minutes: 5, at: 'definir/piliers', may: 'write_plan' },
  { key: 'charter', minutes: 15, at: 'definir/charte', may: 'write_plan' },
  { key: 'channel', minutes: 3, at: 'publier/canaux', may: 'connect_channels' },
  { key: 'content', minutes: 5, at: 'produire', may: 'write_content' },
  { key: 'publication', minutes: 2, at: 'publier', may: 'schedule' },
  { key: 'site', minutes: 5, at: 'convertir', may: 'manage_sites' },
  { key: 'cost', minutes: 2, at: 'mesurer/couts', may: 'write_costs' },
];

interface Kept {
  skipped: string[];
  hidden: boolean;
}
const key = (brand: string) => `parvis.first-steps.${brand}`;
function recall(brand: string): Kept {
  try {
    return { skipped: [], hidden: false, ...(JSON.parse(localStorage.getItem(key(brand)) ?? '{}') as Partial<Kept>) };
  } catch {
    return { skipped: [], hidden: false };
  }
}

export function BrandSteps({ brand }: { brand: Brand }) {
  return <Steps key={brand.id} brand={brand} />;
}

function Steps({ brand }: { brand: Brand }) {
  const { t } = useWords();
  const may = useMay();
  const taken = useStepsTaken(brand.id);
  const [kept, setKept] = useState(() => recall(brand.id));
  const keep = (next: Kept) => {
    setKept(next);
    localStorage.setItem(key(brand.id), JSON.stringify(next));
  };
  const steps = plan.filter((step) => may(step.may)).map((step): Step => ({
    key: step.key,
    name: t(`app.steps.${step.key}.name`),
    why: t(`app.steps.${step.key}.why`),
    minutes: step.minutes,
    to: `/b/${brand.id}/${step.at}`,
    state: taken?.[step.key] ? 'done' : kept.skipped.includes(step.key) ? 'skipped' : 'open',
  }));
  const over = steps.every((step) => step.state !== 'open');
  if (!taken || kept.hidden || over) return null;
  return <FirstSteps steps={steps} onSkip={(step) => keep({ ...kept, skipped: [...kept.skipped, step.key] })} onHide={() => keep({ ...kept, hidden: true })} />;
}
