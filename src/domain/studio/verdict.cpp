// SPDX-License-Identifier: AGPL-3.0-or-later
#include "studio/verdict.h"

#include <algorithm>
#include <map>

#include "studio/content.h"

namespace parvis::studio {
namespace {

using strategy::Policy;

constexpr std::size_t most_pictures = 20;
constexpr std::size_t longest_body = 20'000;  // characters

text::Toggle toggle(Policy policy) { return policy == Policy::free ? text::Toggle::off : text::Toggle::on; }

text::Address address_of(strategy::Address address) {
  if (address == strategy::Address::free) return text::Address::free;
  return address == strategy::Address::tu ? text::Address::tu : text::Address::vous;
}

std::optional<std::uint16_t> bound(std::optional<std::int64_t> const& limit) {
  if (!limit) return std::nullopt;
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(*limit, 0, 60'000));
}

text::Language language_of(identity::Locale locale) { return locale == identity::Locale::fr ? text::Language::fr : text::Language::en; }

/// A policy says how grave it is to leave it; the engine's own grade stands for rules that have no policy.
void grade(std::vector<text::Finding>& findings, strategy::WritingRules const& rules) {
  std::map<std::string_view, Policy> const policies = {
      {"text.hashtag_inside", rules.hashtags_inside_text}, {"text.capital_run", rules.capitals}, {"text.link_shortened", rules.bare_links},
      {"text.link_vague", rules.bare_links},               {"text.alt_missing", rules.missing_alt_text}};
  for (text::Finding& finding : findings) {
    auto const policy = policies.find(finding.code);
    if (policy != policies.end()) finding.severity = policy->second == Policy::forbid ? text::Severity::breach : text::Severity::advice;
  }
}

bool inside_character(std::string const& text, std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; }

/// Offsets in what goes out, told in what was typed. The two differ by the white space in front, and by the one stretch where the
/// link stands: in there, where that stretch begins.
class TypedOffsets {
 public:
  TypedOffsets(text::Reading const& typed, text::Reading const& sent, std::string const& kept) {
    std::string const& out = sent.text();
    std::size_t const blanks = std::min(typed.text().find_first_not_of(" \n\t\r"), typed.text().size());
    std::size_t const shorter = std::min(kept.size(), out.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && kept[head] == out[head]) ++head;
    while (head > 0 && (inside_character(kept, head) || inside_character(out, head))) --head;
    while (tail < shorter - head && kept[kept.size() - 1 - tail] == out[out.size() - 1 - tail]) ++tail;
    while (tail > 0 && inside_character(out, out.size() - tail)) --tail;
    sent_ = sent.range(head, out.size() - tail);
    typed_ = typed.range(blanks + head, blanks + kept.size() - tail);
  }
  std::uint32_t of(std::uint32_t offset) const {
    if (offset <= sent_.start) return typed_.start - (sent_.start - offset);
    return offset < sent_.end ? typed_.start : typed_.end + (offset - sent_.end);
  }

 private:
  text::Range sent_, typed_;
};

NetworkVerdict measured(Network network, text::Reading const& reading, std::size_t pictures) {
  strategy::NetworkRules const& place = strategy::rules_of(network);
  NetworkVerdict out;
  out.network = network;
  out.pictures = static_cast<std::int64_t>(pictures);
  out.max_pictures = place.most_images;
  out.picture_required = place.media == "required" && pictures == 0;
  out.source = place.source;
  out.as_of = place.dated;
  text::TextRules const* rules = text::text_rules(json::name_of(network), "post");
  if (rules != nullptr) {
    out.certainty = rules->certainty;
    out.source = rules->source;
    out.as_of = rules->as_of;
  }
  text::TextMeasure const text = text::measure(reading, rules != nullptr ? *rules : text::TextRules());
  out.counts = text.counts;
  out.hashtags = text.hashtags.used;
  out.max_hashtags = text.hashtags.max;
  out.mentions = text.mentions.used;
  out.max_mentions = text.mentions.max;
  out.fits = text::fits(text) && out.pictures <= out.max_pictures && !out.picture_required;
  return out;
}

text::PersonalWords right_words(Measure const& measure) {
  std::vector<std::string> words = measure.lexicon;
  strategy::CharterText const& charter = measure.charter.text;
  for (auto const& word : charter.lexical_field) words.push_back(word.to_string());
  for (auto const& term : charter.rules.required_terms) words.push_back(term.to_string());
  for (auto const& term : charter.rules.forbidden_terms) words.push_back(term.replacement.to_string());
  return text::PersonalWords(words);
}

std::vector<text::Picture> pictures_of(AskVerdict const& asked) {
  std::vector<text::Picture> pictures;
  for (JudgedPicture const& picture : asked.pictures) pictures.push_back({picture.alt.to_string(), picture.name.to_string()});
  return pictures;
}

/// What is kept of a body that is typed, its outer white space gone.
Result<std::string> kept_body(std::string const& typed) {
  auto kept = bounded_text(typed, 0, longest_body);
  if (kept) return std::move(*kept);
  FieldError const& wrong = kept.error().fields.front();
  return invalid_field("body", wrong.code, wrong.limit, wrong.value);
}

/// What each network would be given, measured; places told in the typed body.
Done measure_networks(Verdict& out, Measure const& measure, AskVerdict const& asked, text::Reading const& typed) {
  TRY(std::string const kept, kept_body(asked.body));
  std::string const short_url = measure.short_links + std::string(strategy::link_code_length, '2');
  TRY(text::Reading const sent, text::Reading::of(asked.link_url ? with_link(kept, asked.link_url->to_string(), short_url) : kept, typed.language()));
  TypedOffsets const offsets(typed, sent, kept);
  for (Network const network : asked.networks.empty() ? measure.networks : asked.networks) {
    NetworkVerdict verdict = measured(network, sent, asked.pictures.size());
    for (text::Count& count : verdict.counts) {
      if (count.over_from) count.over_from = offsets.of(*count.over_from);
    }
    out.networks.push_back(std::move(verdict));
  }
  return {};
}

void check_spelling(Verdict& out, text::Reading const& reading, Result<std::shared_ptr<text::Speller>> const& speller, Measure const& measure) {
  if (speller) out.misspellings = (*speller)->check(reading, right_words(measure));
  else out.spelling = SpellingState::unavailable;
}

}  // namespace

text::RuleSet rules_of(strategy::CharterText const& charter) {
  strategy::WritingRules const& rules = charter.rules;
  text::RuleSet out;
  for (auto const& term : rules.required_terms) out.required.push_back({term, text::Match::inflected});
  for (auto const& term : rules.forbidden_terms) out.forbidden.push_back({term.term, text::Match::inflected, term.replacement});
  out.max_sentence_words = bound(rules.longest_sentence_words);
  out.address = address_of(charter.address);
  out.emoji.max = bound(rules.most_emoji);
  out.hashtags.max = bound(rules.most_hashtags);
  out.hashtags.at_end = toggle(rules.hashtags_inside_text);
  out.links.refuse_shorteners = out.links.refuse_vague_words = toggle(rules.bare_links);
  for (auto const& domain : rules.allowed_domains) out.links.allowed_domains.push_back(*Text<1, 253>::parse(domain.to_string()));
  out.refuse_capital_runs = toggle(rules.capitals);
  out.require_alt_text = toggle(rules.missing_alt_text);
  out.legal_mention = *Text<0, 300>::parse(rules.legal_mention.to_string());
  return out;
}

Result<Verdict> judge(Measure const& measure, AskVerdict const& asked) {
  if (asked.pictures.size() > most_pictures) {
    return invalid_field("pictures", "studio.too_many_pictures", std::to_string(most_pictures), std::to_string(asked.pictures.size()));
  }
  text::Language const language = language_of(asked.language);
  TRY_DONE(kept_body(asked.body));
  TRY(text::Reading const reading, text::Reading::of(asked.body, language));
  auto const speller = text::Speller::of(language);
  text::Draft draft{reading, pictures_of(asked), {}};
  if (speller) draft.is_word = [&](std::string const& word) { return (*speller)->knows(word); };
  Verdict out;
  TRY_DONE(measure_networks(out, measure, asked, reading));
  out.charter_revision = measure.charter.revision;
  // Without a charter nobody chose "tu" or "vous" yet.
  text::RuleSet rules = rules_of(measure.charter.text);
  if (out.charter_revision == 0) rules.address = text::Address::free;
  out.findings = text::check_rules(rules, draft);
  grade(out.findings, measure.charter.text.rules);
  check_spelling(out, reading, speller, measure);
  out.readability = text::readability(reading);
  out.entities = reading.entities();
  out.detected = text::detect_language(asked.body);
  return out;
}

Measure measure_of(store::Transaction& tx, BrandId const& brand) {
  Measure measure{strategy::current_charter(tx, brand), {}, lexicon_of(tx, brand)};
  for (strategy::Channel const& channel : strategy::channels_of(tx, brand)) {
    measure.lexicon.push_back(channel.name.to_string());
    bool const known = std::find(measure.networks.begin(), measure.networks.end(), channel.network) != measure.networks.end();
    if (!channel.archived_at && !known) measure.networks.push_back(channel.network);
  }
  if (auto const found = identity::load_brand(tx, brand)) measure.lexicon.push_back(found->name.to_string());
  return measure;
}

Result<Verdict> verdict(store::Database& database, std::string const& public_address, BrandId const& brand, AskVerdict const& asked) {
  Measure measure = database.read([&](store::Transaction& tx) { return measure_of(tx, brand); });
  measure.short_links = public_address + "/l/";
  return judge(measure, asked);
}

}  // namespace parvis::studio
