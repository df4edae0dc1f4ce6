// SPDX-License-Identifier: AGPL-3.0-or-later
// Live work of the sandbox as JSON that stands by itself, and what can be counted on it. Posts that the
// case supplied are nobody's work: the calendar is frozen without them.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "base/json.h"
#include "examine/candidate.h"
#include "examine/indicators.h"
#include "studio/studio.h"

namespace parvis::examine {
namespace {

using boost::json::array;
using boost::json::object;

// A year either way holds whatever a sandbox may plan or have published.
constexpr auto around = std::chrono::days(366);

// Members that tell who worked: ids resolve to people, names are names.
bool tells_who(std::string_view key) {
  static std::set<std::string_view> const keys = {"author_id", "saved_by", "signed_by", "approved_by", "person_id", "brand_id", "search_text", "archived_at"};
  return keys.contains(key);
}

json::Value without_people(json::Value const& value) {
  if (value.is_array()) {
    array out;
    for (auto const& one : value.get_array()) out.push_back(without_people(one));
    return out;
  }
  if (!value.is_object()) return value;
  object out;
  for (auto const& [key, inner] : value.get_object()) {
    if (!tells_who(key)) out[key] = without_people(inner);
  }
  return out;
}

template <class T>
bool on_shelf(T const& noun) { return !noun.archived_at; }

template <class T>
std::vector<T> active(std::vector<T> all) {
  std::erase_if(all, [](T const& one) { return !on_shelf(one); });
  return all;
}

template <class T>
array listed(std::vector<T> const& all) {
  array out;
  for (T const& one : all) out.push_back(json::to_value(one));
  return out;
}

/// What is gathered for one kind before it is stripped and dated.
struct Gathered {
  json::Value work;
  std::size_t count = 0;  // 0: nothing to freeze
  std::vector<Measured> measured;

  void measure(MeasuredFigure figure, std::int64_t numerator, std::int64_t denominator) { measured.push_back({figure, numerator, denominator}); }
};

template <class T, class Test>
std::int64_t counted(std::vector<T> const& all, Test test) {
  return std::count_if(all.begin(), all.end(), test);
}

Result<Gathered> brief_work(Desk const& desk, Actor const& actor) {
  Gathered out;
  array sheets;
  for (strategy::Brief const& brief : active(desk.database.read([&](store::Transaction& tx) { return strategy::briefs_of(tx, actor.brand); }))) {
    TRY(strategy::BriefSheet const sheet, strategy::brief_sheet(desk.strategy, actor, brief.id));
    sheets.push_back(json::to_value(sheet));
    out.measure(MeasuredFigure::brief_restated, !brief.context.empty() + !brief.problem_statement.empty(), 2);
  }
  out.count = sheets.size();
  if (out.measured.size() > 1) out.measured.resize(1);
  out.work = std::move(sheets);
  return out;
}

Gathered objectives_work(store::Transaction& tx, identity::BrandId const& brand) {
  Gathered out;
  auto const all = active(strategy::objectives_of(tx, brand));
  out.count = all.size();
  out.work = listed(all);
  out.measure(MeasuredFigure::objectives_measurable, counted(all, [](auto const& one) { return strategy::missing(one).empty(); }), static_cast<std::int64_t>(all.size()));
  return out;
}

std::int64_t filled_parts(strategy::CharterText const& text) {
  return !text.promise.empty() + !text.stance.empty() + !text.tone.empty() + !text.lexical_field.empty() + !text.formats.empty() +
         !text.visual_identity.empty() + !text.legal_and_accessibility.empty();
}

Gathered charter_work(store::Transaction& tx, identity::BrandId const& brand) {
  Gathered out;
  strategy::Charter const charter = strategy::current_charter(tx, brand);
  auto const pillars = active(strategy::pillars_of(tx, brand));
  out.count = charter.revision > 0 ? 1 : 0;
  out.work = object{{"charter", json::to_value(charter)}, {"pillars", listed(pillars)}};
  out.measure(MeasuredFigure::charter_parts_filled, filled_parts(charter.text) + !pillars.empty(), 8);
  return out;
}

Gathered personas_work(store::Transaction& tx, identity::BrandId const& brand) {
  Gathered out;
  auto const all = active(strategy::personas_of(tx, brand));
  out.count = all.size();
  out.work = listed(all);
  out.measure(MeasuredFigure::personas_sourced, counted(all, [](auto const& one) { return !one.card.sources.empty(); }), static_cast<std::int64_t>(all.size()));
  return out;
}

bool is_supplied(publish::Publication const& one) { return one.proof && one.proof->origin == publish::Origin::supplied; }

std::vector<publish::Publication> planned(store::Transaction& tx, Desk const& desk, identity::BrandId const& brand) {
  Instant const now = desk.clock.now();
  auto all = publish::publications_between(tx, brand, now - around, now + around);
  std::erase_if(all, [](publish::Publication const& one) { return one.state == publish::State::cancelled || is_supplied(one); });
  return all;
}

std::int64_t week_of(LocalDate const& date) { return (date.days().time_since_epoch().count() + 3) / 7; }

// Weeks that hold a publication, of all from the first to the last.
void measure_weeks(Gathered& out, std::vector<publish::Publication> const& all) {
  std::set<std::int64_t> weeks;
  for (publish::Publication const& one : all) weeks.insert(week_of(one.moment.date));
  std::int64_t const span = weeks.empty() ? 0 : *weeks.rbegin() - *weeks.begin() + 1;
  out.measure(MeasuredFigure::calendar_weeks_filled, static_cast<std::int64_t>(weeks.size()), span);
}

Gathered calendar_work(store::Transaction& tx, Desk const& desk, identity::BrandId const& brand) {
  Gathered out;
  auto const all = planned(tx, desk, brand);
  out.count = all.size();
  out.work = listed(all);
  measure_weeks(out, all);
  out.measure(MeasuredFigure::publications_tagged, counted(all, [](auto const& one) { return one.link_code.has_value(); }), static_cast<std::int64_t>(all.size()));
  return out;
}

struct TextMeasure {
  std::int64_t faults = 0, words = 0, clean = 0, texts = 0, easy = 0, judged = 0, images = 0, described = 0;
};

void measure_text(TextMeasure& sum, studio::Measure const& measure, studio::Content const& content) {
  studio::AskVerdict asked;
  asked.body = content.body.to_string();
  asked.language = content.language;
  for (studio::AssetUse const& use : content.assets) {
    asked.pictures.push_back({use.alt, {}});
    ++sum.images;
    sum.described += use.alt.empty() ? 0 : 1;
  }
  auto const verdict = studio::judge(measure, asked);
  if (!verdict) return;
  ++sum.texts;
  sum.clean += verdict->findings.empty() ? 1 : 0;
  if (verdict->spelling == studio::SpellingState::checked) {
    sum.words += verdict->readability.counts.words;
    sum.faults += static_cast<std::int64_t>(verdict->misspellings.size());
  }
  if (!verdict->readability.ease) return;
  ++sum.judged;
  sum.easy += *verdict->readability.ease <= text::Ease::standard ? 1 : 0;
}

Gathered contents_work(store::Transaction& tx, identity::BrandId const& brand) {
  Gathered out;
  studio::ContentQuestion question;
  question.brand = brand;
  question.limit = 500;
  auto const all = studio::contents(tx, question);
  out.count = all.size();
  out.work = object{{"contents", listed(all)}, {"images", listed(active(studio::assets_of(tx, brand)))}};
  studio::Measure const measure = studio::measure_of(tx, brand);
  TextMeasure sum;
  for (studio::Content const& content : all) measure_text(sum, measure, content);
  out.measure(MeasuredFigure::spelling_faults, sum.faults, sum.words);
  out.measure(MeasuredFigure::texts_easy_to_read, sum.easy, sum.judged);
  out.measure(MeasuredFigure::texts_within_charter, sum.clean, sum.texts);
  out.measure(MeasuredFigure::images_described, sum.described, sum.images);
  return out;
}

Gathered channels_work(store::Transaction& tx, identity::BrandId const& brand) {
  Gathered out;
  auto const all = active(strategy::channels_of(tx, brand));
  out.count = all.size();
  out.work = listed(all);
  out.measure(MeasuredFigure::channels_addressed, counted(all, [](auto const& one) { return !one.address.empty(); }), static_cast<std::int64_t>(all.size()));
  return out;
}

Gathered links_work(store::Transaction& tx, identity::BrandId const& brand) {
  Gathered out;
  auto const all = active(strategy::links_of(tx, brand));
  out.count = all.size();
  out.work = listed(all);
  out.measure(MeasuredFigure::links_of_an_objective, counted(all, [](auto const& one) { return one.objective_id.has_value(); }), static_cast<std::int64_t>(all.size()));
  return out;
}

Gathered costs_work(Desk const& desk, Actor const& actor) {
  Gathered out;
  auto const all = active(measure::costs(desk.measure, actor, {}));
  out.count = all.size();
  out.work = listed(all);
  out.measure(MeasuredFigure::costs_of_an_objective, counted(all, [](auto const& one) { return one.objective_id.has_value(); }), static_cast<std::int64_t>(all.size()));
  return out;
}

bool shows_return(measure::ObjectiveResult const& result) {
  return std::any_of(result.figures.begin(), result.figures.end(), [](measure::Figure const& one) { return one.code == "roi" && (one.numerator || one.amount || one.count); });
}

Result<Gathered> results_work(Desk const& desk, Actor const& actor) {
  Gathered out;
  array results;
  std::int64_t with_return = 0;
  for (strategy::Objective const& one : active(desk.database.read([&](store::Transaction& tx) { return strategy::objectives_of(tx, actor.brand); }))) {
    if (!strategy::missing(one).empty()) continue;
    TRY(measure::ObjectiveResult const result, measure::objective_result(desk.measure, actor, one.id, {{}, measure::Audience::internal}));
    with_return += shows_return(result) ? 1 : 0;
    results.push_back(json::to_value(result));
  }
  out.count = results.size();
  out.measure(MeasuredFigure::objectives_with_return, with_return, static_cast<std::int64_t>(results.size()));
  out.work = std::move(results);
  return out;
}

Result<Gathered> gathered(Desk const& desk, Actor const& actor, LiveKind kind) {
  if (kind == LiveKind::brief) return brief_work(desk, actor);
  if (kind == LiveKind::costs) return costs_work(desk, actor);
  if (kind == LiveKind::results) return results_work(desk, actor);
  return desk.database.read([&](store::Transaction& tx) -> Result<Gathered> {
    switch (kind) {
      case LiveKind::objectives: return objectives_work(tx, actor.brand);
      case LiveKind::charter: return charter_work(tx, actor.brand);
      case LiveKind::personas: return personas_work(tx, actor.brand);
      case LiveKind::calendar: return calendar_work(tx, desk, actor.brand);
      case LiveKind::contents: return contents_work(tx, actor.brand);
      case LiveKind::channels: return channels_work(tx, actor.brand);
      default: return links_work(tx, actor.brand);
    }
  });
}

/// Days of the data change at midnight UTC: nothing hangs on the hour.
LocalDate day_of(Instant now) { return LocalDate::from_days(std::chrono::floor<std::chrono::days>(std::chrono::sys_time<Milliseconds>(Milliseconds(now.milliseconds())))); }

}  // namespace

Result<Frozen> frozen_work(Desk const& desk, Actor const& actor, LiveKind kind) {
  TRY(Gathered got, gathered(desk, actor, kind));
  if (got.count == 0) return conflict("examine.work_empty", json::name_of(kind));
  json::Value work = object{{"kind", json::name_of(kind)}, {"frozen_at", desk.clock.now().to_string()}, {"work", without_people(got.work)}};
  return Frozen{std::move(work), informed(got.measured, day_of(desk.clock.now()))};
}

Result<std::string> print_frozen(PrintWork const& print, std::filesystem::path const& frozen, std::pair<std::string, identity::Locale> const& title_in) {
  std::ifstream file(frozen, std::ios::binary);
  auto work = json::parse(std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
  auto const kind = work ? json::named<LiveKind>(json::text_of(work->at("kind"))) : std::nullopt;
  if (!kind || !print) return unavailable("examine.file_absent");
  return print({*kind, std::move(*work), title_in.first, title_in.second});
}

std::vector<Indicator> measured_upload(Desk const& desk, std::string const& name, std::string const& bytes) {
  auto const paragraphs = desk.strategy.extract_text(name, bytes);
  auto const speller = text::Speller::of(text::Language::fr);
  if (!paragraphs || !speller) return {};
  std::int64_t faults = 0, words = 0;
  for (std::string const& paragraph : *paragraphs) {
    auto const reading = text::Reading::of(paragraph, text::Language::fr);
    if (!reading) continue;
    words += text::readability(*reading).counts.words;
    faults += static_cast<std::int64_t>((*speller)->check(*reading, {}).size());
  }
  return informed({{MeasuredFigure::spelling_faults, faults, words}}, day_of(desk.clock.now()));
}

}  // namespace parvis::examine
