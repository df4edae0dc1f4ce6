// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Every page that a certifier, a juror and a candidate read with a made cohort in place: what is timed, and what a test holds
// to a number of statements.

#include "app/demo/cohort.h"

namespace parvis::app {

struct CohortPage {
  std::string who;   // an address; "" for anyone
  std::string path;  // of a GET
};

/// Those who read them are known to `stage` already: the owner, the president, a juror, the cohort's candidate.
std::vector<CohortPage> cohort_pages(Stage& stage, MadeCohort const& made);
/// A path without ids, for one line a kind of page.
std::string shape_of(std::string const& path);

}  // namespace parvis::app
