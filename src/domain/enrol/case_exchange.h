// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases that bring versions in and out as CASE, and compare two.

#include "enrol/difference.h"
#include "enrol/enrol.h"

namespace parvis::enrol {

/// A draft with the package kept to the letter. Problems: those of case_package.h.
Result<ReferentialVersion> import_case(Desk const& desk, Actor const& actor, std::string const& bytes);
/// The version as a CFPackage with its resolutions in place; a stranger's package comes back as it came, its changed words aside.
Result<std::string> export_case(Desk const& desk, Actor const& actor, ReferentialVersionId const& id);
/// From `before` to `after`, resolutions in place.
Result<VersionDifference> compare_versions(Desk const& desk, Actor const& actor, ReferentialVersionId const& before, ReferentialVersionId const& after);

}  // namespace parvis::enrol
