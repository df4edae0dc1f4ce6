-- SPDX-License-Identifier: AGPL-3.0-or-later
-- One's own hours bear no tax: the same in either basis.
UPDATE measure_cost_line SET tax_per_mille = 0 WHERE week IS NOT NULL AND tax_per_mille IS NULL;
