// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/difference.h"

#include <algorithm>

namespace parvis::enrol {
namespace {

// Beyond this many words on both sides together the whole text is told as replaced: the table grows with their product.
constexpr std::size_t most_words = 4'000;

/// Words with the white space that follows them, so that joining gives the text back.
std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t const gap = std::min(text.find_first_of(" \n\t", start), text.size());
    std::size_t const end = std::min(text.find_first_not_of(" \n\t", gap), text.size());
    words.emplace_back(text.substr(start, end - start));
    start = end;
  }
  return words;
}

std::string bare(std::string const& word) { return word.substr(0, word.find_last_not_of(" \n\t") + 1); }

void say(std::vector<WordRun>& runs, WordChange change, std::string const& text) {
  if (!runs.empty() && runs.back().change == change) {
    runs.back().text += text;
  } else {
    runs.push_back({change, text});
  }
}

using Lengths = std::vector<std::vector<std::uint16_t>>;

/// lengths[i][j]: the longest common sequence of what follows word i of one and word j of the other.
Lengths common_lengths(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  Lengths lengths(a.size() + 1, std::vector<std::uint16_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      bool const same = bare(a[i]) == bare(b[j]);
      lengths[i][j] = same ? static_cast<std::uint16_t>(lengths[i + 1][j + 1] + 1) : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

std::optional<StatementDifference> compared(Statement const& before, Statement const& after) {
  bool const reworded = before.text != after.text, moved = before.block != after.block;
  if (!reworded && !moved) return std::nullopt;
  StatementDifference found{reworded ? StatementChange::reworded : StatementChange::moved, after, {}, word_difference(before.text, after.text)};
  if (moved) found.former_block = before.block;
  return found;
}

}  // namespace

std::vector<Statement> statements_of(referential::Referential const& content) {
  std::vector<Statement> all;
  for (auto const& block : content.blocks) {
    all.push_back({block.id, StatementKind::block, block.id, block.title});
    for (auto const& one : block.activities) all.push_back({one.id, StatementKind::activity, block.id, one.title});
    for (auto const& one : block.competencies) all.push_back({one.id, StatementKind::competency, block.id, one.text});
    for (auto const& one : block.evaluation.modality) all.push_back({one.id, StatementKind::modality, block.id, one.text});
    for (auto const& one : block.evaluation.deliverables) all.push_back({one.id, StatementKind::deliverable, block.id, one.name});
    for (auto const& group : block.evaluation.criteria_groups) {
      for (auto const& one : group.criteria) {
        all.push_back({one.id, StatementKind::criterion, block.id, one.text});
        for (auto const& item : one.items.value_or(std::vector<referential::CriterionItem>())) all.push_back({item.id, StatementKind::criterion, block.id, item.text});
      }
    }
  }
  return all;
}

std::vector<WordRun> word_difference(std::string_view before, std::string_view after) {
  auto const a = words_in(before), b = words_in(after);
  std::vector<WordRun> runs;
  if (a.size() + b.size() > most_words) return {{WordChange::removed, std::string(before)}, {WordChange::added, std::string(after)}};
  Lengths const lengths = common_lengths(a, b);
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    bool const both = i < a.size() && j < b.size();
    if (both && a[i] == b[j]) {
      say(runs, WordChange::same, b[j]);
      ++i, ++j;
    } else if (both && bare(a[i]) == bare(b[j])) {  // the same word before other white space
      say(runs, WordChange::removed, a[i++]);
      say(runs, WordChange::added, b[j++]);
    } else if (i < a.size() && (j == b.size() || lengths[i + 1][j] >= lengths[i][j + 1])) {
      say(runs, WordChange::removed, a[i++]);
    } else {
      say(runs, WordChange::added, b[j++]);
    }
  }
  return runs;
}

VersionDifference difference(referential::Referential const& before, referential::Referential const& after) {
  std::map<std::string, Statement> old;
  for (Statement& one : statements_of(before)) old.emplace(one.code, std::move(one));
  VersionDifference all;
  for (Statement& one : statements_of(after)) {
    auto const found = old.find(one.code);
    if (found == old.end()) {
      all.items.push_back({StatementChange::added, one, {}, {{WordChange::added, one.text}}});
      continue;
    }
    if (auto told = compared(found->second, one)) all.items.push_back(std::move(*told));
    else ++all.unchanged;
    old.erase(found);
  }
  for (Statement& one : statements_of(before)) {
    if (old.count(one.code) == 1) all.items.push_back({StatementChange::removed, one, {}, {{WordChange::removed, one.text}}});
  }
  return all;
}

}  // namespace parvis::enrol
