// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "enrol/version_store.h"
#include "enrol/versions.h"

namespace parvis::enrol {
namespace {

constexpr std::int64_t lowest_level = 3, highest_level = 8;  // of the national framework, decree 2019-14
constexpr std::size_t cdc_client_length = 8, siret_length = 14, most_centres = 200;

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); }

/// "RNCP38000" or "RS5500".
bool is_registration(std::string_view text) {
  for (std::string_view const prefix : {"RNCP", "RS"}) {
    if (text.starts_with(prefix)) return text.size() > prefix.size() && all_digits(text.substr(prefix.size()));
  }
  return false;
}

void check_centres(std::vector<FieldError>& wrong, std::vector<Centre> const& centres) {
  if (centres.size() > most_centres) wrong.push_back({"centres", "enrol.card_centres", std::to_string(most_centres), std::to_string(centres.size())});
  for (std::size_t i = 0; i < centres.size(); ++i) {
    Centre const& one = centres[i];
    std::string const path = "centres/" + std::to_string(i);
    bool const backwards = one.valid_from && one.valid_to && *one.valid_to < *one.valid_from;
    if (backwards) wrong.push_back({path + "/valid_to", "enrol.card_dates", ">= " + one.valid_from->to_string(), one.valid_to->to_string()});
    bool const twice = std::any_of(centres.begin(), centres.begin() + static_cast<std::ptrdiff_t>(i), [&](Centre const& other) { return other.name == one.name; });
    if (twice) wrong.push_back({path + "/name", "enrol.card_centre_twice", "", one.name.to_string()});
  }
}

Done check(SaveCard const& card) {
  std::vector<FieldError> wrong;
  std::string const& rncp = card.rncp_number.to_string();
  std::string const& siret = card.siret.to_string();
  if (!rncp.empty() && !is_registration(rncp)) wrong.push_back({"rncp_number", "enrol.card_rncp", "RNCP12345, RS1234", rncp});
  if (card.level && (*card.level < lowest_level || *card.level > highest_level))
    wrong.push_back({"level", "enrol.card_level", std::to_string(lowest_level) + ".." + std::to_string(highest_level), std::to_string(*card.level)});
  if (!siret.empty() && (siret.size() != siret_length || !all_digits(siret))) wrong.push_back({"siret", "enrol.card_siret", std::to_string(siret_length), siret});
  bool const short_client = !card.cdc_client.empty() && card.cdc_client.to_string().size() != cdc_client_length;
  if (short_client) wrong.push_back({"cdc_client", "enrol.card_cdc_client", std::to_string(cdc_client_length), card.cdc_client.to_string()});
  bool const backwards = card.registered_on && card.registered_until && *card.registered_until <= *card.registered_on;
  if (backwards) wrong.push_back({"registered_until", "enrol.card_dates", "> " + card.registered_on->to_string(), card.registered_until->to_string()});
  check_centres(wrong, card.centres);
  if (!wrong.empty()) return invalid("enrol.card_invalid", std::move(wrong));
  return {};
}

/// What the embedded referential says, until the certifier has said more.
CertificationCard first_card(WorkspaceId const& workspace) {
  CertificationCard card;
  card.workspace_id = workspace;
  card.certifier = *Text<0, 255>::parse(referential::current().certifier);
  card.title = *Text<0, 255>::parse(referential::current().certification);
  return card;
}

void take(CertificationCard& card, SaveCard const& change) {
  card.certifier = change.certifier;
  card.title = change.title;
  card.rncp_number = change.rncp_number;
  card.level = change.level;
  card.registered_on = change.registered_on;
  card.registered_until = change.registered_until;
  card.representative = change.representative;
  card.representative_function = change.representative_function;
  card.address = change.address;
  card.siret = change.siret;
  card.cdc_client = change.cdc_client;
  card.cdc_contract = change.cdc_contract;
  card.website = change.website;
  card.centres = change.centres;
  card.revision = change.revision + 1;
}

}  // namespace

CertificationCard load_card(store::Transaction& tx, WorkspaceId const& workspace) {
  return find_card(tx, workspace).value_or(first_card(workspace));
}

std::vector<std::string> missing_of(CertificationCard const& card) {
  std::vector<std::string> missing;
  if (card.certifier.empty()) missing.emplace_back("certifier");
  if (card.title.empty()) missing.emplace_back("title");
  if (card.rncp_number.empty()) missing.emplace_back("rncp_number");
  if (!card.level) missing.emplace_back("level");
  if (!card.registered_on) missing.emplace_back("registered_on");
  if (!card.registered_until) missing.emplace_back("registered_until");
  if (card.representative.empty()) missing.emplace_back("representative");
  if (card.cdc_client.empty()) missing.emplace_back("cdc_client");
  if (card.cdc_contract.empty()) missing.emplace_back("cdc_contract");
  return missing;
}

CentreVerdict may_hold(CertificationCard const& card, std::string_view centre, std::string_view block, LocalDate const& day) {
  auto const found = std::find_if(card.centres.begin(), card.centres.end(), [&](Centre const& one) { return one.name.to_string() == centre; });
  if (found == card.centres.end()) return CentreVerdict::unknown;
  bool const covers = found->blocks.empty() || std::count(found->blocks.begin(), found->blocks.end(), block) > 0;
  if (!covers) return CentreVerdict::not_this_block;
  bool const in_date = (!found->valid_from || *found->valid_from <= day) && (!found->valid_to || day <= *found->valid_to);
  return in_date ? CentreVerdict::allowed : CentreVerdict::out_of_date;
}

Result<CertificationCard> save_card(Desk const& desk, Actor const& actor, SaveCard const& change) {
  TRY_DONE(check(change));
  return desk.database.write([&](store::Transaction& tx) -> Result<CertificationCard> {
    CertificationCard card = load_card(tx, actor.workspace);
    bool const first = card.revision == 0;
    if (first && change.revision != 0) return conflict("enrol.stale_revision");
    take(card, change);
    if (first) {
      insert_card(tx, card);
    } else if (!update_card(tx, card)) {
      return conflict("enrol.stale_revision");
    }
    record_act(tx, desk.clock, actor, {"enrol.card_saved", "enrol_card", actor.workspace.to_string(), json::to_value(card)});
    return card;
  });
}

}  // namespace parvis::enrol
