// SPDX-License-Identifier: AGPL-3.0-or-later
// The state machine of an enrolment, as a table.
#include <algorithm>
#include <array>

#include "enrol/candidate.h"

namespace parvis::enrol {
namespace {

using enum EnrolmentState;

struct Step {
  EnrolmentState from;
  EnrolmentEvent event;
  EnrolmentState to;
};

constexpr std::array<Step, 12> steps{{
    {draft, EnrolmentEvent::submit, submitted},
    {submitted, EnrolmentEvent::admit, admitted},
    {submitted, EnrolmentEvent::refuse, refused},
    {submitted, EnrolmentEvent::silence, admitted},
    {submitted, EnrolmentEvent::withdraw, withdrawn},
    {admitted, EnrolmentEvent::convoke, convoked},
    {admitted, EnrolmentEvent::withdraw, withdrawn},
    {admitted, EnrolmentEvent::all_awarded, eligible_final},
    {convoked, EnrolmentEvent::convoke, convoked},
    {convoked, EnrolmentEvent::withdraw, withdrawn},
    {convoked, EnrolmentEvent::all_awarded, eligible_final},
    {eligible_final, EnrolmentEvent::convoke, eligible_final},
}};

}  // namespace

Result<EnrolmentState> moved(EnrolmentState state, EnrolmentEvent event) {
  auto const found = std::find_if(steps.begin(), steps.end(), [&](Step const& one) { return one.from == state && one.event == event; });
  if (found == steps.end()) return conflict("enrol.enrolment_state", json::name_of(state) + " -> " + json::name_of(event));
  return found->to;
}

}  // namespace parvis::enrol
