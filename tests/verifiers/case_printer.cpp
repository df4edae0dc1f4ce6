// SPDX-License-Identifier: AGPL-3.0-or-later
// Prints the embedded referential as a CASE package, for the validators of tests/verifiers.
#include <iostream>

#include "enrol/case_package.h"

int main() {
  using namespace parvis;
  enrol::CaseDocument const document{"https://parvis.example/ims/case/v1p1", "2026", enrol::VersionState::confirmed, LocalDate::parse("2026-01-01").value(),
                                     LocalDate::parse("2030-12-31").value(), Instant::parse("2026-11-23T09:00:00Z").value()};
  std::cout << boost::json::serialize(enrol::to_case(referential::current(), document)) << "\n";
}
