// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/rules.h"

#include <algorithm>

#include "text/internal/findings.h"

namespace parvis::text {
namespace internal {

std::string excerpt_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return std::string(text.substr(0, bytes));
}

Finding& Sheet::add(std::string code, Severity severity, Range const& range) const {
  Finding finding;
  finding.code = std::move(code);
  finding.severity = severity;
  finding.field = "body";
  finding.range = range;
  finding.excerpt = excerpt_of(body().at(range));
  return out.emplace_back(std::move(finding));
}

}  // namespace internal

std::vector<Finding> check_rules(RuleSet const& rules, Draft const& draft) {
  std::vector<Finding> findings;
  internal::Sheet const sheet{rules, draft, findings};
  internal::check_terms(sheet);
  internal::check_links(sheet);
  internal::check_emoji(sheet);
  internal::check_hashtags(sheet);
  internal::check_letters(sheet);
  internal::check_pictures(sheet);
  internal::check_style(sheet);
  internal::check_typography(sheet);
  if (findings.size() > most_findings) findings.resize(most_findings);
  std::stable_sort(findings.begin(), findings.end(), [](Finding const& a, Finding const& b) {
    return a.field != b.field ? a.field < b.field : a.range.start < b.range.start;
  });
  return findings;
}

std::string with_replacement(std::string_view text, Replacement const& replacement) {
  std::string out(text.substr(0, replacement.range.byte_start));
  return out.append(replacement.text).append(text.substr(replacement.range.byte_end));
}

}  // namespace parvis::text
