// SPDX-License-Identifier: AGPL-3.0-or-later
// Where links lead and what their words say; the alternative texts of pictures.
#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "text/fold.h"
#include "text/internal/findings.h"
#include "text/internal/unicode.h"

namespace parvis::text::internal {
namespace {

constexpr std::size_t longest_alt = 150;  // code points, beyond which a description in the text serves better

constexpr std::array<std::string_view, 13> shorteners = {"bit.ly", "tinyurl.com", "t.co", "ow.ly", "buff.ly", "is.gd", "cutt.ly",
                                                         "rebrand.ly", "lnkd.in", "shorturl.at", "goo.gl", "t.ly", "urlz.fr"};
constexpr std::array<std::string_view, 8> vague = {"cliquez ici", "clique ici", "cliquer ici", "en cliquant ici", "click here", "lien ici", "c'est ici", "c'est par ici"};
constexpr std::array<std::string_view, 10> prefixes = {"image de ", "image d'", "photo de ", "photo d'", "photographie de ", "illustration de ",
                                                       "image of ", "photo of ", "picture of ", "photograph of "};

bool allowed(LinkRules const& rules, std::string const& host) {
  if (rules.allowed_domains.empty()) return true;
  return std::any_of(rules.allowed_domains.begin(), rules.allowed_domains.end(), [&](auto const& domain) {
    std::string const wanted = host_of(domain.to_string());
    bool const below = host.size() > wanted.size() && host.compare(host.size() - wanted.size(), wanted.size(), wanted) == 0 && host[host.size() - wanted.size() - 1] == '.';
    return host == wanted || below;
  });
}

void check_vague_words(Sheet const& sheet) {
  Finder finder(sheet.body());
  std::size_t covered = 0;
  for (std::string_view const phrase : vague) {
    Pattern const pattern(phrase, Match::exact, sheet.body().language());
    for (auto at = finder.find(pattern, 0); at && !sheet.full(); at = finder.find(pattern, *at + 1)) {
      auto const& words = sheet.body().words();
      Range const range = sheet.body().range(words[*at].range.byte_start, words[*at + pattern.folded.size() - 1].range.byte_end);
      if (covered > range.byte_start) continue;
      covered = range.byte_end;
      Finding& finding = sheet.add("text.link_vague", Severity::advice, range);
      finding.rule = "A-10";
      finding.parameters = {{"words", std::string(phrase)}};
    }
  }
}

struct Alt {
  Sheet const& sheet;
  std::size_t index = 0;
  std::string const& text;

  Finding& add(std::string code, Severity severity, std::uint32_t bytes) const {
    Finding& finding = sheet.add(std::move(code), severity, {});
    finding.rule = "A-05";
    finding.field = "pictures/" + std::to_string(index) + "/alt";
    finding.range = {0, static_cast<std::uint32_t>(unicode::utf16_units(std::string_view(text).substr(0, bytes))), 0, bytes};
    finding.excerpt = excerpt_of(std::string_view(text).substr(0, bytes));
    return finding;
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(text.size()); }
};

bool is_file_name(std::string_view alt, std::string_view file_name) {
  std::string const folded = fold(alt);
  for (char const* ending : {".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic"}) {
    std::string_view const end(ending);
    if (folded.size() > end.size() && folded.compare(folded.size() - end.size(), end.size(), end) == 0) return true;
  }
  return !file_name.empty() && (folded == fold(file_name) || folded == fold(file_name.substr(0, file_name.rfind('.'))));
}

void check_prefix(Alt const& alt) {
  // Compared letter by letter: folding may change the length, and the prefix is cut from the text as written.
  std::string const lower = lower_case(alt.text);
  for (std::string_view const prefix : prefixes) {
    if (lower.compare(0, prefix.size(), prefix) != 0 || lower.size() != alt.text.size()) continue;
    auto const bytes = static_cast<std::uint32_t>(prefix.size());
    Finding& finding = alt.add("text.alt_prefix", Severity::advice, bytes);
    finding.parameters = {{"prefix", std::string(prefix.substr(0, prefix.find_last_not_of(' ') + 1))}};
    finding.replacement = Replacement{{0, static_cast<std::uint32_t>(alt.text.size() == 0 ? 0 : unicode::utf16_units(alt.text)), 0, alt.size()},
                                      with_capital(std::string_view(alt.text).substr(prefix.size()))};
    return;
  }
}

void check_alt(Alt const& alt, std::string_view file_name) {
  std::size_t const length = code_points(alt.text);
  if (alt.text.find_first_not_of(" \t\n") == std::string::npos) return void(alt.add("text.alt_missing", Severity::breach, 0));
  if (is_file_name(alt.text, file_name)) alt.add("text.alt_file_name", Severity::breach, alt.size());
  if (length > longest_alt) {
    alt.add("text.alt_long", Severity::info, alt.size()).parameters = {{"length", std::to_string(length)}, {"max", std::to_string(longest_alt)}};
  }
  check_prefix(alt);
}

}  // namespace

void check_links(Sheet const& sheet) {
  LinkRules const& rules = sheet.rules.links;
  for (Entity const& entity : sheet.body().entities()) {
    if (entity.kind != EntityKind::url || sheet.full()) continue;
    std::string const host = host_of(entity.value);
    bool const shortened = std::find(shorteners.begin(), shorteners.end(), host) != shorteners.end();
    if (rules.refuse_shorteners == Toggle::on && shortened) {
      Finding& finding = sheet.add("text.link_shortened", Severity::advice, entity.range);
      finding.rule = "A-10";
      finding.parameters = {{"host", host}};
    }
    if (!allowed(rules, host)) sheet.add("text.link_domain", Severity::breach, entity.range).parameters = {{"host", host}};
  }
  if (rules.refuse_vague_words == Toggle::on) check_vague_words(sheet);
}

void check_pictures(Sheet const& sheet) {
  if (sheet.rules.require_alt_text == Toggle::off) return;
  auto const& pictures = sheet.draft.pictures;
  for (std::size_t i = 0; i < pictures.size() && !sheet.full(); ++i) {
    Alt const alt{sheet, i, pictures[i].alt};
    check_alt(alt, pictures[i].file_name);
    for (std::size_t j = 0; j < i; ++j) {
      if (pictures[i].alt.empty() || fold(pictures[j].alt) != fold(pictures[i].alt)) continue;
      alt.add("text.alt_repeated", Severity::advice, alt.size()).parameters = {{"first", std::to_string(j + 1)}};
      break;
    }
  }
}

}  // namespace parvis::text::internal
