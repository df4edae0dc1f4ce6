-- SPDX-License-Identifier: AGPL-3.0-or-later
-- In which tax basis a site tells its orders, and at which rate; what stands was told before tax, without a rate.
ALTER TABLE convert_site ADD COLUMN tax TEXT NOT NULL DEFAULT 'excluding';
ALTER TABLE convert_site ADD COLUMN tax_per_mille BIGINT;
ALTER TABLE convert_conversion ADD COLUMN tax_per_mille BIGINT;
