-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A report made in the background may be a workbook.
ALTER TABLE measure_report ADD COLUMN form TEXT NOT NULL DEFAULT 'pdf';
