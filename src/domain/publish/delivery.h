// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One publication on its way to one network, and what became of it. Pure nouns: the state machine is a table.

#include "publish/connector.h"
#include "publish/publication.h"

namespace parvis::publish {

using strategy::ChannelId;

enum class DeliveryState {
  queued,      // to be sent from `due` on
  preparing,   // media, session, draft: nobody sees anything
  prepared,    // only the visible write is left
  sending,     // the fence is passed: a byte may have left
  ambiguous,   // it may be there or not; only looking is allowed, or sending the same operation where that is harmless
  live,        // proved
  rejected,    // the network refused it; a change makes a new operation
  deferred,    // the network said "later" and did nothing
  auth_wait,   // the account must be connected again
  missed,      // too late by more than the grace; never sent by itself any more
  cancelled,
  manual_due,  // a person publishes it and pastes the address
};
BOOST_DESCRIBE_ENUM(DeliveryState, queued, preparing, prepared, sending, ambiguous, live, rejected, deferred, auth_wait, missed, cancelled, manual_due)

/// Whether the state machine has that step. `sending` is left only by an outcome, never back to `queued`.
bool may_follow(DeliveryState from, DeliveryState to);
/// True when nothing more happens without a person.
bool is_settled(DeliveryState state);

struct Delivery {
  PublicationId publication_id;
  BrandId brand_id;
  ChannelId channel_id;
  DeliveryState state = DeliveryState::queued;
  int operation_number = 1;
  Post post;
  std::string fingerprint;                 // of the post, see fingerprint_of
  Instant due;
  std::optional<Instant> not_before;
  std::string lease;                       // empty: nobody works on it
  std::optional<Instant> lease_until;
  std::optional<Instant> first_sent_at;    // when the fence was first passed for this operation
  std::optional<Instant> looked_after;     // the restore after which the network was, or is being, asked whether it is there
  int tries = 0;                           // failures in a row, for the delay
  int looks = 0;                           // times the network showed nothing
  std::optional<Instant> asked_at;         // set: the machine cannot settle it, a person is asked
  std::string remote_id;
  std::string url;
  std::optional<Instant> live_at;
  std::optional<Origin> proof;
  std::string problem_code;
  std::string problem_detail;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Delivery, (), (publication_id, brand_id, channel_id, state, operation_number, post, fingerprint, due, not_before, lease, lease_until,
                                     first_sent_at, looked_after, tries, looks, asked_at, remote_id, url, live_at, proof, problem_code, problem_detail, updated_at))

enum class Step { prepare, sign_in, send, look, person };
BOOST_DESCRIBE_ENUM(Step, prepare, sign_in, send, look, person)

/// One line of the record of what was tried; never changed once ended.
struct Attempt {
  Id<struct AttemptTag> id;
  PublicationId publication_id;
  int operation_number = 1;
  Step step = Step::send;
  std::string fingerprint;
  Instant began_at;
  std::optional<Instant> ended_at;
  std::string outcome;  // a Fate's name, "sending" while open, "interrupted", "seen", "absent", "unclear", or what a person said
  std::string code;
  std::string detail;
  int status = 0;       // HTTP, 0 without an answer
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (id, publication_id, operation_number, step, fingerprint, began_at, ended_at, outcome, code, detail, status))

/// SHA-256 of what is sent, in hexadecimal.
std::string fingerprint_of(Post const& post);
Operation operation_of(Delivery const& delivery);

/// 30 s, doubled each time up to 15 min, give or take 20 % steadily by `seed`.
Milliseconds delay_after(int tries, std::string const& seed);

}  // namespace parvis::publish
