// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/delivery.h"

#include <initializer_list>

#include "base/digest.h"
#include "base/json.h"

namespace parvis::publish {
namespace {

using S = DeliveryState;

struct Row {
  S from;
  std::initializer_list<S> to;
};

Row const machine[] = {
    {S::queued, {S::preparing, S::ambiguous, S::missed, S::cancelled, S::manual_due}},
    {S::preparing, {S::prepared, S::queued, S::rejected, S::deferred, S::auth_wait, S::ambiguous, S::missed, S::cancelled}},
    {S::prepared, {S::sending, S::ambiguous, S::missed, S::cancelled, S::auth_wait}},
    {S::sending, {S::live, S::ambiguous, S::rejected, S::deferred, S::auth_wait, S::prepared}},
    {S::ambiguous, {S::live, S::preparing, S::prepared, S::missed, S::rejected}},
    {S::live, {}},
    {S::rejected, {S::queued, S::live, S::manual_due, S::cancelled}},
    {S::deferred, {S::preparing, S::ambiguous, S::missed, S::cancelled}},
    {S::auth_wait, {S::preparing, S::ambiguous, S::missed, S::cancelled}},
    {S::missed, {S::queued, S::live, S::manual_due, S::cancelled}},
    {S::cancelled, {S::queued, S::manual_due}},
    {S::manual_due, {S::live, S::queued, S::missed, S::cancelled}},
};

}  // namespace

bool may_follow(DeliveryState from, DeliveryState to) {
  for (Row const& row : machine) {
    if (row.from == from) return std::find(row.to.begin(), row.to.end(), to) != row.to.end();
  }
  return false;
}

bool is_settled(DeliveryState state) {
  return state == S::live || state == S::rejected || state == S::missed || state == S::cancelled || state == S::manual_due;
}

std::string fingerprint_of(Post const& post) { return sha256_hex(json::encode(post)); }

Operation operation_of(Delivery const& delivery) {
  Operation operation = operation_of(delivery.publication_id.to_string(), delivery.operation_number, delivery.due);
  operation.first_sent_at = delivery.first_sent_at;
  return operation;
}

Milliseconds delay_after(int tries, std::string const& seed) {
  std::int64_t const whole = std::min<std::int64_t>(900, std::int64_t{30} << std::clamp(tries - 1, 0, 10)) * 1000;
  auto const byte = static_cast<unsigned char>(sha256(seed + "#" + std::to_string(tries))[0]);
  return Milliseconds(whole * 8 / 10 + whole * 4 / 10 * byte / 255);
}

}  // namespace parvis::publish
