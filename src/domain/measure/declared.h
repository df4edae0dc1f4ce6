// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A figure that a person tells of, typed or in a file: what is checked of it, and what it becomes.

#include "measure/measure.h"

namespace parvis::measure {

Reading reading_of(Clock const& clock, BrandId const& brand, DeclareReading const& request, Origin origin);
/// Another brand's publication is nobody's here. Problem publish.publication_not_found, its field publication_id.
Done check_publication(store::Transaction& tx, Desk const& desk, BrandId const& brand, std::string const& publication);
/// A figure of tomorrow would stay the last one until then. Problem measure.in_the_future, its field `at`.
Done check_moment(Clock const& clock, DeclareReading const& request);

}  // namespace parvis::measure
