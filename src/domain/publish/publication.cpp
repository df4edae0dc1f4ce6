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

}  // namespace

Hashes hashes_of(Publication const& p) {
  return {sha256_hex(p.text), sha256_hex(media_of(p)), sha256_hex(settings_of(p)), sha256_hex(json::encode(p.moment))};
}

void settle(Publication& p) {
  p.hashes = hashes_of(p);
  if (p.approval == identity::Approval::off) {
    if (can_change(p.state)) p.state = State::scheduled;
    return;
  }
  bool const stands = p.approved_hashes && *p.approved_hashes == p.hashes;
  if (can_change(p.state)) p.state = stands ? State::scheduled : State::in_review;
}

void approve(Publication& p, std::string by, Instant now) {
  p.approved_hashes = p.hashes;
  p.approved_by = std::move(by);
  p.approved_at = now;
  if (can_change(p.state)) p.state = State::scheduled;
}

}  // namespace parvis::publish
