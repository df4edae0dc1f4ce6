// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/access.h"
#include "identity/access_store.h"
#include "identity/people_store.h"

namespace parvis::identity {
namespace {

constexpr std::int64_t shortest_days = 1, longest_days = 366;

Done check_request(NewToken const& request) {
  if (request.days < shortest_days || request.days > longest_days) {
    return invalid_field("days", "identity.token_life", "1..366", std::to_string(request.days));
  }
  if (request.capabilities.empty()) return invalid_field("capabilities", "identity.capability_missing");
  for (std::size_t i = 0; i < request.capabilities.size(); ++i) {
    if (is_capability(request.capabilities[i])) continue;
    return invalid_field("capabilities/" + std::to_string(i), "identity.capability_unknown", "", request.capabilities[i]);
  }
  return {};
}

}  // namespace

Result<IssuedToken> issue_token(Desk const& desk, Actor const& actor, NewToken const& request) {
  TRY_DONE(check_request(request));
  return desk.database.write([&](store::Transaction& tx) -> Result<IssuedToken> {
    if (request.brand_id) {
      auto const brand = find_brand(tx, *request.brand_id);
      if (!brand || brand->workspace_id != actor.workspace) return not_found("identity.brand_not_found");
    }
    FreshToken const fresh = fresh_token();
    Instant const now = desk.clock.now();
    ApiToken const token{TokenId::make(desk.clock), actor.person, actor.workspace, request.brand_id, request.name, fresh.hash,
                         request.capabilities, now, now + std::chrono::hours(24 * request.days), std::nullopt, std::nullopt};
    insert_token(tx, token);
    record_audit(tx, desk.clock, actor, {"identity.token_issued", "token", token.id.to_string(), json::encode(request)});
    return IssuedToken{token.id, "parvis_" + fresh.token, token.expires_at};
  });
}

Done end_token(Desk const& desk, Actor const& actor, TokenId const& token) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    if (revoke_token(tx, actor.person, token, desk.clock.now()) == 0) return not_found("identity.token_not_found");
    record_audit(tx, desk.clock, actor, {"identity.token_revoked", "token", token.to_string()});
    return {};
  });
}

}  // namespace parvis::identity
