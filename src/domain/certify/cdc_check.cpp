// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <functional>
#include <memory>
#include <set>

#include <unicode/translit.h>

#include "base/encoding.h"
#include "certify/cdc_file.h"

namespace parvis::certify {
namespace {

constexpr std::size_t name_limit = 60, long_limit = 255;

/// Gathers the refusals of one file with their paths.
class Refusals {
 public:
  std::vector<FieldError> all;

  explicit Refusals(CdcSchema schema) : schema_(schema) {}

  CdcSchema schema() const { return schema_; }
  void add(std::string_view field, std::string code, std::string limit = {}, std::string value = {}) {
    all.push_back({path_ + std::string(field), std::move(code), std::move(limit), std::move(value)});
  }
  template <class Check>
  void within(std::string const& part, Check const& check) {
    std::size_t const length = path_.size();
    path_ += part + "/";
    check();
    path_.resize(length);
  }
  void text(std::string_view field, std::string const& value, std::size_t most) {
    if (value.empty()) return add(field, "cdc.required");
    if (has_control(value)) return add(field, "cdc.control_character", "", value);
    std::size_t const length = code_points(value);
    if (length > most) add(field, "cdc.too_long", std::to_string(most), value);
  }
  void text(std::string_view field, std::optional<std::string> const& value, std::size_t most) {
    if (value) text(field, *value, most);
  }
  void exact(std::string_view field, std::string const& value, std::size_t length) {
    if (value.empty()) return add(field, "cdc.required");
    if (has_control(value)) return add(field, "cdc.control_character", "", value);
    if (code_points(value) != length) add(field, "cdc.wrong_length", std::to_string(length), value);
  }
  void number(std::string_view field, std::optional<std::int64_t> value, std::pair<std::int64_t, std::int64_t> bounds) {
    if (value && (*value < bounds.first || *value > bounds.second))
      add(field, "cdc.out_of_range", std::to_string(bounds.first) + ".." + std::to_string(bounds.second), std::to_string(*value));
  }
  void date(std::string_view field, std::optional<LocalDate> const& value) {
    if (!value) return;
    int const year = static_cast<int>(value->year_month_day().year());
    if (year < 1900 || year > 2099) add(field, "cdc.out_of_range", "1900..2099", value->to_string());
  }

 private:
  static bool has_control(std::string const& text) {
    return !is_utf8(text) || std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  }
  CdcSchema schema_;
  std::string path_;
};

/// False for 30 February; what is out of its own bounds is told elsewhere.
bool is_day(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) return true;
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(year)), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))).ok();
}

void check_birth(Refusals& refusals, CdcHolder const& holder) {
  if (!holder.birth_year) refusals.add("birth_year", "cdc.required");
  refusals.number("birth_year", holder.birth_year, {1900, 2099});
  refusals.number("birth_month", holder.birth_month, {1, 12});
  refusals.number("birth_day", holder.birth_day, {1, 31});
  bool const whole = holder.birth_year && holder.birth_month && holder.birth_day;
  if (whole && !is_day(*holder.birth_year, *holder.birth_month, *holder.birth_day)) refusals.add("birth_day", "cdc.impossible_date", "", std::to_string(*holder.birth_day));
}

void check_birth_place(Refusals& refusals, CdcHolder const& holder) {
  if (!holder.birth_insee && !holder.birth_postcode) refusals.add("birth_insee", "cdc.no_birth_place");
  if (holder.birth_insee && holder.birth_postcode) refusals.add("birth_insee", "cdc.several_birth_places");
  if (holder.birth_insee) refusals.exact("birth_insee", *holder.birth_insee, 5);
  refusals.text("birth_postcode", holder.birth_postcode, 9);
  refusals.text("birth_place", holder.birth_place, name_limit);
  if (holder.birth_country) refusals.exact("birth_country", *holder.birth_country, 3);
  refusals.text("birth_country_name", holder.birth_country_name, name_limit);
}

void check_holder(Refusals& refusals, CdcHolder const& holder) {
  refusals.text("birth_name", holder.birth_name, name_limit);
  refusals.text("used_name", holder.used_name, name_limit);
  refusals.text("first_name", holder.first_name, name_limit);
  refusals.text("second_name", holder.second_name, name_limit);
  refusals.text("third_name", holder.third_name, name_limit);
  if (!holder.sex) refusals.add("sex", "cdc.required");
  check_birth(refusals, holder);
  check_birth_place(refusals, holder);
  refusals.text("comments", holder.comments, 250);
}

void check_identity(Refusals& refusals, CdcPassage const& passage) {
  int const given = passage.holder.has_value() + passage.training_file.has_value() + passage.national.has_value();
  if (given == 0) refusals.add("holder", "cdc.no_identity");
  if (given > 1) refusals.add("holder", "cdc.several_identities");
  if (passage.holder) refusals.within("holder", [&] { check_holder(refusals, *passage.holder); });
  if (passage.training_file) {
    refusals.within("training_file", [&] {
      refusals.text("id", passage.training_file->id, 13);
      refusals.text("name", passage.training_file->name, 30);
      refusals.text("first_name", passage.training_file->first_name, 20);
    });
  }
  if (!passage.national) return;
  if (refusals.schema() == CdcSchema::v1_1_2) refusals.add("national", "cdc.not_in_schema", "1.1.5");
  refusals.within("national", [&] {
    refusals.exact("nir", passage.national->nir, 13);
    refusals.text("birth_name", passage.national->birth_name, name_limit);
  });
}

void check_dates(Refusals& refusals, CdcPassage const& passage) {
  if (!passage.valid_from) refusals.add("valid_from", "cdc.required");
  refusals.date("exam_from", passage.exam_from);
  refusals.date("exam_to", passage.exam_to);
  refusals.date("valid_from", passage.valid_from);
  refusals.date("valid_to", passage.valid_to);
  refusals.date("enrolled_on", passage.enrolled_on);
  if (passage.exam_from && passage.exam_to && *passage.exam_to < *passage.exam_from)
    refusals.add("exam_to", "cdc.dates_reversed", passage.exam_from->to_string(), passage.exam_to->to_string());
  if (passage.valid_from && passage.valid_to && *passage.valid_to < *passage.valid_from)
    refusals.add("valid_to", "cdc.dates_reversed", passage.valid_from->to_string(), passage.valid_to->to_string());
}

void check_passage(Refusals& refusals, CdcPassage const& passage) {
  refusals.text("technical_id", passage.technical_id, long_limit);
  refusals.text("proof_url", passage.proof_url, long_limit);
  refusals.text("option", passage.option, long_limit);
  refusals.text("centre_postcode", passage.centre_postcode, 9);
  refusals.text("scoring", passage.scoring, long_limit);
  refusals.text("verbatim", passage.verbatim, long_limit);
  check_dates(refusals, passage);
  check_identity(refusals, passage);
}

void check_certification(Refusals& refusals, CdcCertification const& certification, std::set<std::string>& seen) {
  refusals.text("type", certification.type, long_limit);
  refusals.text("code", certification.code, 100);
  if (certification.passages.empty()) refusals.add("passages", "cdc.nothing_to_send");
  for (std::size_t i = 0; i < certification.passages.size(); ++i) {
    CdcPassage const& passage = certification.passages[i];
    refusals.within("passages/" + std::to_string(i), [&] {
      check_passage(refusals, passage);
      if (!seen.insert(passage.technical_id).second) refusals.add("technical_id", "cdc.twice_the_same", "", passage.technical_id);
    });
  }
}

/// Calls `fit` with each name of a person, its path and its limit.
using Fit = std::function<void(std::string const& path, std::string& name, std::size_t limit)>;
void each_name(CdcFlow& flow, Fit const& fit) {
  for (std::size_t i = 0; i < flow.certifications.size(); ++i) {
    auto& passages = flow.certifications[i].passages;
    for (std::size_t j = 0; j < passages.size(); ++j) {
      std::string const path = "certifications/" + std::to_string(i) + "/passages/" + std::to_string(j) + "/";
      if (auto& holder = passages[j].holder) {
        fit(path + "holder/birth_name", holder->birth_name, name_limit);
        fit(path + "holder/first_name", holder->first_name, name_limit);
        if (holder->used_name) fit(path + "holder/used_name", *holder->used_name, name_limit);
        if (holder->second_name) fit(path + "holder/second_name", *holder->second_name, name_limit);
        if (holder->third_name) fit(path + "holder/third_name", *holder->third_name, name_limit);
      }
      if (auto& file = passages[j].training_file) {
        fit(path + "training_file/name", file->name, 30);
        fit(path + "training_file/first_name", file->first_name, 20);
      }
      if (auto& national = passages[j].national) fit(path + "national/birth_name", national->birth_name, name_limit);
    }
  }
}

std::string in_ascii(std::string const& name) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> const rules(icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, error));
  if (U_FAILURE(error) || !rules) return name;
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(name);
  rules->transliterate(text);
  std::string out;
  return text.toUTF8String(out);
}

/// The first `most` characters, without a space left at the end.
std::string first_characters(std::string const& text, std::size_t most) {
  std::size_t end = 0, count = 0;
  while (end < text.size() && count < most) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    ++count;
  }
  std::string cut = text.substr(0, end);
  while (cut.ends_with(' ')) cut.pop_back();
  return cut;
}

}  // namespace

std::vector<FieldError> check_cdc(CdcFlow const& flow, CdcSchema schema) {
  Refusals refusals(schema);
  refusals.text("id", flow.id, 50);
  refusals.exact("emitter_client", flow.emitter_client, 8);
  refusals.exact("certifier_client", flow.certifier_client, 8);
  refusals.text("contract", flow.contract, 20);
  if (flow.action && schema == CdcSchema::v1_1_2) refusals.add("action", "cdc.not_in_schema", "1.1.5");
  if (!flow.action && schema == CdcSchema::v1_1_5) refusals.add("action", "cdc.required");
  if (flow.certifications.empty()) refusals.add("certifications", "cdc.nothing_to_send");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < flow.certifications.size(); ++i)
    refusals.within("certifications/" + std::to_string(i), [&] { check_certification(refusals, flow.certifications[i], seen); });
  return std::move(refusals.all);
}

std::vector<CdcRenamed> fit_names(CdcFlow& flow, CdcNameRule const& rule) {
  std::vector<CdcRenamed> renamed;
  each_name(flow, [&](std::string const& path, std::string& name, std::size_t limit) {
    std::string fitted = rule.letters == CdcTransliteration::to_ascii ? in_ascii(name) : name;
    if (rule.length == CdcTruncation::at_limit) fitted = first_characters(fitted, limit);
    if (fitted == name) return;
    renamed.push_back({path, name, fitted});
    name = std::move(fitted);
  });
  return renamed;
}

}  // namespace parvis::certify
