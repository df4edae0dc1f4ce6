// SPDX-License-Identifier: AGPL-3.0-or-later
// Pure: what an identity must be, lacks, and matches.
#include "enrol/candidates.h"
#include "text/fold.h"

namespace parvis::enrol {
namespace {

constexpr std::int64_t first_year = 1900, last_year = 2099, last_month = 12, last_day = 31;

void check_count(std::vector<FieldError>& wrong, std::string const& path, std::optional<std::int64_t> value, std::pair<std::int64_t, std::int64_t> bounds) {
  if (!value || (*value >= bounds.first && *value <= bounds.second)) return;
  wrong.push_back({path, "enrol.candidate_range", std::to_string(bounds.first) + ".." + std::to_string(bounds.second), std::to_string(*value)});
}

bool is_real_day(Identity const& identity) {
  using namespace std::chrono;
  if (!identity.birth_year || !identity.birth_month || !identity.birth_day) return true;
  return (year(static_cast<int>(*identity.birth_year)) / month(static_cast<unsigned>(*identity.birth_month)) / day(static_cast<unsigned>(*identity.birth_day))).ok();
}

bool is_insee(std::string const& code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    bool const corsican = i == 1 && code[0] == '2' && (code[i] == 'A' || code[i] == 'B');
    if ((code[i] < '0' || code[i] > '9') && !corsican) return false;
  }
  return true;
}

std::string text_of(std::optional<std::int64_t> const& number) { return number ? std::to_string(*number) : ""; }

}  // namespace

std::string shown_name(Identity const& identity) {
  std::string const last = identity.used_name ? identity.used_name->to_string() : identity.birth_name.to_string();
  return identity.first_name.to_string() + " " + text::upper_case(last);
}

std::vector<FieldError> wrong_in(Identity const& identity) {
  std::vector<FieldError> wrong;
  check_count(wrong, "birth_year", identity.birth_year, {first_year, last_year});
  check_count(wrong, "birth_month", identity.birth_month, {1, last_month});
  check_count(wrong, "birth_day", identity.birth_day, {1, last_day});
  if (wrong.empty() && !is_real_day(identity)) wrong.push_back({"birth_day", "enrol.candidate_day", "", text_of(identity.birth_day)});
  if (identity.birth_day && !identity.birth_month) wrong.push_back({"birth_month", "json.required", "", ""});
  if (identity.birth_insee && !is_insee(identity.birth_insee->to_string()))
    wrong.push_back({"birth_insee", "enrol.candidate_insee", "75056, 2A004, 99134", identity.birth_insee->to_string()});
  return wrong;
}

std::vector<std::string> missing_of(Identity const& identity) {
  std::vector<std::string> missing;
  if (!identity.sex) missing.emplace_back("sex");
  if (!identity.birth_year) missing.emplace_back("birth_year");
  if (!identity.birth_insee && !identity.birth_postcode) missing.emplace_back("birth_insee");
  return missing;
}

std::string match_key(Identity const& identity) {
  if (!identity.birth_year) return "";
  return text::fold(identity.birth_name.to_string()) + "|" + text::fold(identity.first_name.to_string()) + "|" + text_of(identity.birth_year) + "|" +
         text_of(identity.birth_month) + "|" + text_of(identity.birth_day);
}

std::string folded_words(Candidate const& candidate, Identity const& identity) {
  std::string words = candidate.number.to_string() + " " + identity.birth_name.to_string() + " " + identity.first_name.to_string();
  if (identity.used_name) words += " " + identity.used_name->to_string();
  if (identity.email) words += " " + identity.email->to_string();
  return text::fold(words);
}

}  // namespace parvis::enrol
