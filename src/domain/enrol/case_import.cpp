// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <set>

#include "enrol/case_package.h"

namespace parvis::enrol {
namespace {

using boost::json::object;

constexpr std::size_t most_items = 5'000;

std::string text_at(object const& from, std::string_view name) {
  auto const* found = from.if_contains(name);
  return found != nullptr && found->is_string() ? json::text_of(*found) : std::string();
}

object const& empty_object() {
  static object const none;
  return none;
}

object const& object_at(object const& from, std::string_view name) {
  auto const* found = from.if_contains(name);
  return found != nullptr && found->is_object() ? found->get_object() : empty_object();
}

std::vector<object const*> objects_at(object const& from, std::string_view name) {
  std::vector<object const*> all;
  if (auto const* found = from.if_contains(name); found != nullptr && found->is_array()) {
    for (json::Value const& one : found->get_array()) if (one.is_object()) all.push_back(&one.get_object());
  }
  return all;
}

object const& our_words(object const& from) { return object_at(object_at(from, "extensions"), "parvis"); }

/// The described struct out of our extension, with what the object itself says put over it. A member that a later or
/// an older program wrote otherwise leaves the struct as it stands.
template <class T>
T described(object extra, std::initializer_list<std::pair<char const*, std::string>> said) {
  for (char const* ours : {"code", "group", "group_title", "group_title_lost", "lists"}) extra.erase(ours);
  object all = json::to_value(T{}).as_object();
  for (auto const& [name, value] : extra) if (all.contains(name)) all[name] = value;
  for (auto const& [name, value] : said) all[name] = value;
  auto read = json::decode_value<T>(all);
  if (read) return std::move(*read);
  object plain = json::to_value(T{}).as_object();
  for (auto const& [name, value] : said) plain[name] = value;
  return *json::decode_value<T>(plain);
}

struct Node {
  object const* item = nullptr;
  std::string code;
  std::vector<std::string> children;  // identifiers, in sequence
};

enum class ItemKind { inner, leaf, modality, deliverable };

class ImportReader {
 public:
  explicit ImportReader(object const& package) : package_(package) {}

  Result<referential::Referential> read() {
    TRY_DONE(check());
    object const& document = object_at(package_, "CFDocument");
    content_ = described<referential::Referential>(our_words(document), {{"title", text_at(document, "title")}, {"lang", text_at(document, "language")}});
    content_.blocks.clear();
    if (content_.certifier.empty()) content_.certifier = text_at(document, "creator");
    if (content_.certification.empty()) content_.certification = content_.title;
    read_nodes();
    TRY_DONE(check_cycles());
    for (std::string const& top : tops_) read_block(top);
    for (object const* rubric : objects_at(package_, "CFRubrics")) read_rubric(*rubric);
    return std::move(content_);
  }

  /// The codes given to items and criteria, by their identifiers. After read().
  std::map<std::string, std::string> codes() const {
    auto all = criteria_codes_;
    for (auto const& [identifier, node] : nodes_) all[identifier] = node.code;
    return all;
  }

 private:
  Done check() const {
    if (text_at(object_at(package_, "CFDocument"), "title").empty()) return invalid_field("CFDocument/title", "enrol.case_document");
    auto const* items = package_.if_contains("CFItems");
    if (items == nullptr || !items->is_array()) return invalid_field("CFItems", "enrol.case_items");
    if (items->get_array().size() > most_items) return too_large("enrol.case_too_large", std::to_string(most_items), std::to_string(items->get_array().size()));
    return {};
  }

  std::string code_for(object const& item) {
    std::string code = text_at(our_words(item), "code");
    if (code.empty()) code = text_at(item, "humanCodingScheme");
    if (code.empty()) code = "I" + std::to_string(nodes_.size() + 1);
    std::string const wanted = code;
    for (int again = 2; !codes_.insert(code).second; ++again) code = wanted + "-" + std::to_string(again);
    return code;
  }

  void read_nodes() {
    std::vector<std::string> order;
    for (object const* item : objects_at(package_, "CFItems")) {
      std::string const identifier = text_at(*item, "identifier");
      if (nodes_.count(identifier) == 1) continue;
      std::string code = code_for(*item);
      nodes_[identifier] = {item, std::move(code), {}};
      order.push_back(identifier);
    }
    read_children();
    for (std::string const& identifier : order) if (parents_.count(identifier) == 0) tops_.push_back(identifier);
    if (!sequence_.empty()) std::stable_sort(tops_.begin(), tops_.end(), [&](auto const& a, auto const& b) { return sequence_[a] < sequence_[b]; });
  }

  void read_children() {
    for (object const* link : objects_at(package_, "CFAssociations")) {
      if (text_at(*link, "associationType") != "isChildOf") continue;
      std::string const child = text_at(object_at(*link, "originNodeURI"), "identifier"), parent = text_at(object_at(*link, "destinationNodeURI"), "identifier");
      if (nodes_.count(child) == 0 || parents_.count(child) == 1) continue;
      auto const* number = link->if_contains("sequenceNumber");
      sequence_[child] = number != nullptr && number->is_int64() ? number->get_int64() : std::numeric_limits<std::int64_t>::max();
      if (nodes_.count(parent) == 0) continue;  // the document itself
      parents_[child] = parent;
      nodes_[parent].children.push_back(child);
    }
    for (auto& [identifier, node] : nodes_) {
      std::stable_sort(node.children.begin(), node.children.end(), [&](auto const& a, auto const& b) { return sequence_[a] < sequence_[b]; });
    }
  }

  Done check_cycles() const {
    for (auto const& [start, parent] : parents_) {
      std::set<std::string> seen{start};
      for (auto up = parents_.find(start); up != parents_.end(); up = parents_.find(up->second)) {
        if (!seen.insert(up->second).second) return invalid_field("CFAssociations", "enrol.case_cycle", "", nodes_.at(start).code);
      }
    }
    return {};
  }

  ItemKind kind_of(Node const& node) const {
    std::string const type = text_at(*node.item, "CFItemType");
    if (type == "Modalité d'évaluation") return ItemKind::modality;
    if (type == "Livrable") return ItemKind::deliverable;
    return !node.children.empty() || type == "Activité" ? ItemKind::inner : ItemKind::leaf;
  }

  void read_block(std::string const& identifier) {
    Node const& node = nodes_.at(identifier);
    object extra = our_words(*node.item);
    object evaluation = object_at(extra, "evaluation");
    extra.erase("evaluation");
    auto block = described<referential::Block>(extra, {{"id", node.code}, {"title", text_at(*node.item, "fullStatement")}});
    block.evaluation = described<referential::BlockEvaluation>(evaluation, {});
    if (block.source_label.empty()) block.source_label = node.code;
    for (std::string const& child : node.children) read_below(block, child, "");
    content_.blocks.push_back(std::move(block));
  }

  void read_below(referential::Block& block, std::string const& identifier, std::string const& activity) {
    Node const& node = nodes_.at(identifier);
    std::string const statement = text_at(*node.item, "fullStatement");
    object const& extra = our_words(*node.item);
    switch (kind_of(node)) {
      case ItemKind::modality: block.evaluation.modality.push_back(described<referential::Modality>(extra, {{"id", node.code}, {"text", statement}})); return;
      case ItemKind::deliverable:
        block.evaluation.deliverables.push_back(described<referential::Deliverable>(extra, {{"id", node.code}, {"name", statement}}));
        return;
      case ItemKind::leaf:
        block.competencies.push_back(described<referential::Competency>(extra, {{"id", node.code}, {"text", statement}, {"activity", activity}}));
        return;
      case ItemKind::inner: break;
    }
    auto made = described<referential::Activity>(extra, {{"id", node.code}, {"title", statement}});
    for (std::string const& child : node.children) made.competencies.push_back(nodes_.at(child).code);
    if (auto const* lists = extra.if_contains("lists"); lists != nullptr) {
      if (auto kept = json::decode_value<std::vector<std::string>>(*lists)) made.competencies = std::move(*kept);
    }
    std::string const code = made.id;
    block.activities.push_back(std::move(made));
    for (std::string const& child : node.children) read_below(block, child, code);
  }

  /// By our own word for it, by its title, or by the only block there is.
  referential::Block* block_of(object const& rubric) {
    std::string const code = text_at(our_words(rubric), "block"), title = text_at(rubric, "title");
    for (referential::Block& block : content_.blocks) {
      if (block.id == code || (code.empty() && (block.evaluation.source_title == title || (!title.empty() && title.find(block.title) != std::string::npos)))) return &block;
    }
    return content_.blocks.size() == 1 ? &content_.blocks.front() : nullptr;
  }

  void read_rubric(object const& rubric) {
    referential::Block* const block = block_of(rubric);
    if (block == nullptr) {
      content_.anomalies.push_back({"I" + std::to_string(content_.anomalies.size() + 1), "case_import", text_at(rubric, "identifier"), {}, text_at(rubric, "title"),
                                    "rubric of no block", "kept in the package"});
      return;
    }
    if (block->evaluation.source_title.empty()) block->evaluation.source_title = text_at(rubric, "title");
    for (object const* one : objects_at(rubric, "CFRubricCriteria")) read_criterion(*block, *one);
  }

  void read_criterion(referential::Block& block, object const& criterion) {
    object const& extra = our_words(criterion);
    std::string code = text_at(extra, "code"), group = text_at(extra, "group");
    std::string const category = text_at(criterion, "category");
    auto& groups = block.evaluation.criteria_groups;
    if (code.empty()) code = "K" + block.id + "." + std::to_string(criteria_in(block) + 1);
    criteria_codes_[text_at(criterion, "identifier")] = code;
    bool const other = groups.empty() || (group.empty() ? groups.back().title.value_or("") != category : groups.back().id != group);
    if (other) groups.push_back(group_of(extra, group.empty() ? "G" + block.id + "." + std::to_string(groups.size() + 1) : group, category));
    groups.back().criteria.push_back(described<referential::Criterion>(extra, {{"id", code}, {"text", text_at(criterion, "description")}}));
  }

  static referential::CriteriaGroup group_of(object const& extra, std::string id, std::string const& category) {
    referential::CriteriaGroup made;
    made.id = std::move(id);
    if (!category.empty()) made.title = category;
    if (auto const* lost = extra.if_contains("group_title_lost"); lost != nullptr && lost->is_bool()) made.title_lost = lost->get_bool();
    return made;
  }

  static std::size_t criteria_in(referential::Block const& block) {
    std::size_t count = 0;
    for (auto const& group : block.evaluation.criteria_groups) count += group.criteria.size();
    return count;
  }

  object const& package_;
  referential::Referential content_;
  std::map<std::string, Node> nodes_;
  std::map<std::string, std::string> parents_;
  std::map<std::string, std::int64_t> sequence_;
  std::map<std::string, std::string> criteria_codes_;
  std::set<std::string> codes_;
  std::vector<std::string> tops_;
};

/// Every statement by code.
std::map<std::string, std::string> words_of(referential::Referential const& content) {
  std::map<std::string, std::string> words;
  for (auto const& block : content.blocks) {
    words[block.id] = block.title;
    for (auto const& one : block.activities) words[one.id] = one.title;
    for (auto const& one : block.competencies) words[one.id] = one.text;
    for (auto const& one : block.evaluation.modality) words[one.id] = one.text;
    for (auto const& one : block.evaluation.deliverables) words[one.id] = one.name;
    for (auto const& group : block.evaluation.criteria_groups) {
      for (auto const& one : group.criteria) words[one.id] = one.text;
    }
  }
  return words;
}

}  // namespace

Result<referential::Referential> from_case(json::Value const& package) {
  if (!package.is_object()) return invalid("enrol.case_malformed");
  return ImportReader(package.get_object()).read();
}

json::Value with_words(json::Value package, referential::Referential const& content) {
  if (!package.is_object()) return package;
  object const as_it_came = package.get_object();
  ImportReader reader(as_it_came);
  auto const read = reader.read();
  if (!read) return package;
  auto const before = words_of(*read), now = words_of(content), codes = reader.codes();
  auto const renew = [&](json::Value& one, char const* member) {
    if (!one.is_object()) return;
    auto const code = codes.find(text_at(one.get_object(), "identifier"));
    if (code == codes.end() || before.count(code->second) == 0 || now.count(code->second) == 0) return;
    if (before.at(code->second) != now.at(code->second)) one.get_object()[member] = now.at(code->second);
  };
  object& all = package.get_object();
  for (json::Value& item : all["CFItems"].as_array()) renew(item, "fullStatement");
  auto* const rubrics = all.if_contains("CFRubrics");
  if (rubrics == nullptr || !rubrics->is_array()) return package;
  for (json::Value& rubric : rubrics->get_array()) {
    auto* const criteria = rubric.is_object() ? rubric.get_object().if_contains("CFRubricCriteria") : nullptr;
    if (criteria == nullptr || !criteria->is_array()) continue;
    for (json::Value& one : criteria->get_array()) renew(one, "description");
  }
  return package;
}

}  // namespace parvis::enrol
