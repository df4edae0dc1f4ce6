// SPDX-License-Identifier: AGPL-3.0-or-later
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "enrol/case_package.h"

namespace parvis::enrol {
namespace {

using boost::json::array;
using boost::json::object;

/// Names of this program's items (RFC 9562 version 5).
constexpr auto naming_space = "5b4f2f0e-6a57-5d7a-9a3e-0c6f7d1e2b90";

std::string named_uuid(std::string const& name) {
  boost::uuids::name_generator_sha1 const generate(boost::uuids::string_generator()(naming_space));
  return boost::uuids::to_string(generate(name));
}

class Writer {
 public:
  Writer(referential::Referential const& content, CaseDocument const& document) : content_(content), document_(document), changed_(document.changed_at.to_string()) {}

  json::Value package() {
    for (referential::Block const& block : content_.blocks) write_block(block);
    return object{{"CFDocument", document()}, {"CFItems", items_}, {"CFAssociations", associations_}, {"CFRubrics", rubrics_}};
  }

 private:
  std::string id(std::string const& code) const { return case_identifier(content_, code); }
  std::string uri(char const* kind, std::string const& identifier) const { return document_.base + "/" + kind + "/" + identifier; }
  object link(std::string const& title, char const* kind, std::string const& identifier) const {
    return {{"title", title}, {"identifier", identifier}, {"uri", uri(kind, identifier)}};
  }

  object document() const {
    std::string const identifier = id("");
    object extra = json::to_value(content_).as_object();
    for (char const* said : {"title", "lang", "blocks"}) extra.erase(said);
    char const* const status = document_.state == VersionState::draft ? "Draft" : document_.state == VersionState::confirmed ? "Adopted" : "Deprecated";
    object all{{"identifier", identifier}, {"uri", uri("CFDocuments", identifier)}, {"creator", content_.certifier}, {"title", content_.title},
               {"language", content_.lang}, {"version", document_.label}, {"adoptionStatus", status}, {"frameworkType", "Référentiel RNCP"},
               {"caseVersion", "1.1"}, {"lastChangeDateTime", changed_}, {"extensions", object{{"parvis", extra}}}};
    if (document_.valid_from) all["statusStartDate"] = document_.valid_from->to_string();
    if (document_.valid_to) all["statusEndDate"] = document_.valid_to->to_string();
    return all;
  }

  /// `extra` is the described struct; what the item itself says is taken out of it.
  void item(std::string const& parent, std::string const& code, std::string const& text, char const* type, object extra) {
    for (char const* said : {"id", "title", "text", "name", "activities", "competencies", "evaluation"}) extra.erase(said);
    extra["code"] = code;
    std::string const identifier = id(code);
    items_.push_back(object{{"identifier", identifier}, {"uri", uri("CFItems", identifier)}, {"fullStatement", text.empty() ? "–" : text},
                            {"humanCodingScheme", code}, {"CFItemType", type}, {"language", content_.lang}, {"lastChangeDateTime", changed_},
                            {"extensions", object{{"parvis", extra}}}});
    std::string const association = id("isChildOf/" + code);
    bool const top = parent.empty();
    associations_.push_back(object{{"identifier", association}, {"uri", uri("CFAssociations", association)}, {"associationType", "isChildOf"},
                                   {"sequenceNumber", ++children_[parent]}, {"originNodeURI", link(code, "CFItems", identifier)},
                                   {"destinationNodeURI", top ? link(content_.title, "CFDocuments", id("")) : link(parent, "CFItems", id(parent))},
                                   {"lastChangeDateTime", changed_}});
  }

  void write_block(referential::Block const& block) {
    object extra = json::to_value(block).as_object();
    object evaluation = extra.at("evaluation").as_object();
    for (char const* said : {"modality", "deliverables", "criteria_groups"}) evaluation.erase(said);
    item("", block.id, block.title, "Bloc de compétences", extra);
    items_.back().as_object()["extensions"].as_object()["parvis"].as_object()["evaluation"] = evaluation;
    for (auto const& one : block.activities) item(block.id, one.id, one.title, "Activité", with_competencies(one));
    for (auto const& one : block.competencies) item(one.activity, one.id, one.text, "Compétence", json::to_value(one).as_object());
    for (auto const& one : block.evaluation.modality) item(block.id, one.id, one.text, "Modalité d'évaluation", json::to_value(one).as_object());
    for (auto const& one : block.evaluation.deliverables) item(block.id, one.id, one.name, "Livrable", json::to_value(one).as_object());
    write_rubric(block);
  }

  /// The source lists some competencies under another activity than their label says, so the list is kept as it stands.
  static object with_competencies(referential::Activity const& activity) {
    object extra = json::to_value(activity).as_object();
    auto const lists = extra.at("competencies");  // a copy: the object moves its members when it grows
    extra["lists"] = lists;
    return extra;
  }

  void write_rubric(referential::Block const& block) {
    std::string const rubric = id("rubric/" + block.id);
    array criteria;
    for (referential::CriteriaGroup const& group : block.evaluation.criteria_groups) {
      for (referential::Criterion const& one : group.criteria) criteria.push_back(criterion(rubric, group, one, std::ssize(criteria) + 1));
    }
    rubrics_.push_back(object{{"identifier", rubric}, {"uri", uri("CFRubrics", rubric)}, {"title", block.evaluation.source_title},
                              {"lastChangeDateTime", changed_}, {"CFRubricCriteria", criteria}, {"extensions", object{{"parvis", object{{"block", block.id}}}}}});
  }

  object criterion(std::string const& rubric, referential::CriteriaGroup const& group, referential::Criterion const& one, std::int64_t position) const {
    object extra = json::to_value(one).as_object();
    extra.erase("id");
    extra.erase("text");
    extra["code"] = one.id;
    extra["group"] = group.id;
    extra["group_title"] = json::to_value(group.title);
    extra["group_title_lost"] = json::to_value(group.title_lost);
    std::string const identifier = id(one.id);
    return {{"identifier", identifier}, {"uri", uri("CFRubricCriteria", identifier)}, {"category", group.title.value_or("")}, {"description", one.text},
            {"position", position}, {"rubricId", rubric}, {"lastChangeDateTime", changed_}, {"extensions", object{{"parvis", extra}}}};
  }

  referential::Referential const& content_;
  CaseDocument const& document_;
  std::string const changed_;
  array items_, associations_, rubrics_;
  std::map<std::string, std::int64_t> children_;
};

}  // namespace

std::string case_identifier(referential::Referential const& content, std::string_view code) {
  return named_uuid(content.certifier + "/" + content.certification + "/" + std::string(code));
}

json::Value to_case(referential::Referential const& content, CaseDocument const& document) { return Writer(content, document).package(); }

}  // namespace parvis::enrol
