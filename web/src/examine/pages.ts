// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';
import { exam_pages } from './exam_pages';
import { questionnaire_pages } from './questionnaire_pages';

export const pages: PageRow[] = [...exam_pages, ...questionnaire_pages];
