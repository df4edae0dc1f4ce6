// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/publication.h"

#include "base/digest.h"
#include "base/json.h"

namespace parvis::publish {

bool can_change(State state) {
  return state == State::in_review || state == State::changes_requested || state == State::scheduled || state == State::expired ||
         state == State::missed || state == State::manual_due || state == State::rejected;
}

bool is_final(State state) {
  return state == State::live || state == State::rejected || state == State::missed || state == State::expired || state == State::cancelled;
}

namespace {

std::string media_of(Publication const& p) {
  std::string bound = json::encode(p.assets);
  for (Rendition const& copy : p.renditions) bound += "\n" + copy.asset_id.to_string() + " " + copy.sha256;
  return bound;
}

std::string settings_of(Publication const& p) {
  return p.channel_id.to_string() + json::name_of(p.language) + (p.title.empty() ? "" : "\n" + p.title);
}

bool waits(State state) { return state == State::in_review || state == State::changes_requested || state == State::scheduled; }

State settled_state(Publication const& p) {
  if (waits(p.state)) return is_approved(p) ? State::scheduled : State::in_review;
  if (!is_approved(p)) return State::expired;
  return p.state == State::manual_due ? State::manual_due : State::missed;
}

}  // namespace

Hashes hashes_of(Publication const& p) {
  return {sha256_hex(p.text), sha256_hex(media_of(p)), sha256_hex(settings_of(p)), sha256_hex(json::encode(p.moment))};
}

bool is_approved(Publication const& p) {
  return p.approval == identity::Approval::off || (p.approved_hashes && *p.approved_hashes == hashes_of(p));
}

void settle(Publication& p) {
  p.hashes = hashes_of(p);
  if (can_change(p.state)) p.state = settled_state(p);
}

void wait_again(Publication& p) {
  p.state = State::in_review;
  settle(p);
}

void approve(Publication& p, std::string by, Instant now) {
  p.approved_hashes = p.hashes;
  p.approved_by = std::move(by);
  p.approved_at = now;
  if (can_change(p.state)) p.state = settled_state(p);
}

void take_approval_back(Publication& p, State waiting) {
  p.approved_hashes.reset();
  p.state = waits(p.state) ? waiting : State::expired;
}

}  // namespace parvis::publish
