// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire_bank.h"

#include <algorithm>
#include <set>

#include "examine/questionnaire_bank_store.h"
#include "quiz/gift.h"
#include "quiz/moodle_xml.h"
#include "text/fold.h"

namespace parvis::examine {
namespace {

constexpr std::size_t summary_length = 120;

/// The question's first words without markup, on one line.
std::string plain_words(quiz::Question const& question) {
  std::string out;
  bool in_tag = false;
  for (char const c : question.stem.text) {
    bool const html = question.stem.format == quiz::ProseFormat::html;
    if (html && c == '<') in_tag = true;
    bool const space = in_tag || c == ' ' || c == '\n' || c == '\t';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
    if (html && c == '>') in_tag = false;
  }
  return out;
}

std::string shortened(std::string const& text) {
  if (text.size() <= summary_length) return text;
  return quiz::cut(std::string_view(text).substr(0, summary_length)) + "…";
}

void describe(QuestionItem& item, quiz::Question const& question) {
  std::string const words = plain_words(question);
  item.kind = question.kind;
  item.summary = shortened(words.empty() ? question.title : words);
  item.folded = text::fold(item.reference.to_string() + " " + question.title + " " + words);
}

void take(QuestionItem& item, SaveQuestion const& change) {
  item.reference = change.reference;
  item.competency = change.competency;
  item.difficulty = change.difficulty;
  item.tags = change.tags;
  item.state = change.state;
  describe(item, change.question);
}

/// A draft may be faulty: it is work in progress. What is drawn may not.
Done check(SaveQuestion const& request) {
  TRY_DONE(quiz::check_shape(request.question));
  auto const faults = quiz::faults_of(request.question);
  if (request.state != QuestionState::active || faults.empty()) return {};
  std::vector<FieldError> fields;
  for (quiz::FileTrouble const& fault : faults) fields.push_back({"question", fault.code, "", fault.shown});
  return invalid("examine.question_faulty", std::move(fields));
}

Done check_reference(store::Transaction& tx, WorkspaceId const& workspace, QuestionItem const& item) {
  auto const holder = question_of_reference(tx, workspace, item.reference.to_string());
  if (holder && holder->id != item.id) return invalid_field("reference", "examine.question_reference_taken", "", item.reference.to_string());
  return {};
}

QuestionVersion version_of(QuestionnaireDesk const& desk, Actor const& actor, QuestionItem const& item, quiz::Question const& question) {
  return {item.version_id, actor.workspace, item.id, item.version, question, desk.clock.now(), actor.person};
}

QuestionSheet sheet(store::Transaction& tx, QuestionItem const& item) {
  QuestionSheet out{item, {}, question_version_rows(tx, item.id), {}, {}};
  out.question = out.versions.front().question;
  out.faults = quiz::faults_of(out.question);
  out.warnings = quiz::warnings_of(out.question);
  return out;
}

QuestionItem new_item(QuestionnaireDesk const& desk, Actor const& actor, SaveQuestion const& request) {
  QuestionItem item;
  item.id = QuestionItemId::make(desk.clock);
  item.workspace_id = actor.workspace;
  item.version_id = QuestionVersionId::make(desk.clock);
  item.created_at = item.updated_at = desk.clock.now();
  take(item, request);
  return item;
}

void write_new(store::Transaction& tx, QuestionnaireDesk const& desk, Actor const& actor, QuestionItem const& item, quiz::Question const& question) {
  insert_question(tx, item);
  insert_question_version(tx, version_of(desk, actor, item, question));
}

bool holds(std::string const& folded, std::string const& words) {
  std::size_t at = 0;
  while (at < words.size()) {
    std::size_t const end = std::min(words.find(' ', at), words.size());
    if (folded.find(words.substr(at, end - at)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

bool passes(QuestionItem const& item, QuestionFilter const& filter) {
  if (filter.state && item.state != *filter.state) return false;
  if (!filter.competency.empty() && item.competency.to_string() != filter.competency) return false;
  bool const tagged = filter.tag.empty() || std::any_of(item.tags.begin(), item.tags.end(), [&](QuestionTag const& tag) { return tag.to_string() == filter.tag; });
  return tagged && holds(item.folded, text::fold(filter.words));
}

Result<quiz::FileReading> read_file(QuestionFile format, std::string_view file) {
  return format == QuestionFile::gift ? quiz::read_gift(file) : quiz::read_moodle_xml(file);
}

void add_tag(std::vector<QuestionTag>& tags, std::string const& text) {
  auto tag = QuestionTag::parse(quiz::cut(text).substr(0, 40));
  if (tag && std::find(tags.begin(), tags.end(), *tag) == tags.end()) tags.push_back(*tag);
}

/// The last name of a category's path: "$course$/top/Bloc 4" says "Bloc 4".
std::string category_name(std::string const& path) {
  std::size_t const slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// What makes two questions the same to an author: their words and answers, whatever the file said of their place.
std::string essence(quiz::Question question) {
  question.id.clear();
  question.tags.clear();
  return json::encode(question);
}

/// The file as the bank would take it; `present` is told by `known`.
QuestionImport prepared(quiz::FileReading reading, std::set<std::string>& known) {
  QuestionImport out;
  out.troubles = std::move(reading.troubles);
  std::string category;
  for (quiz::ReadQuestion& read : reading.questions) {
    if (read.question.kind == quiz::QuestionKind::category) {
      category = category_name(read.question.title);
      continue;
    }
    ImportedQuestion imported{read.line, std::move(read.question), {}, {}, {}, false};
    add_tag(imported.tags, category);
    for (std::string const& tag : imported.question.tags) add_tag(imported.tags, tag);
    imported.faults = quiz::faults_of(imported.question);
    imported.warnings = quiz::warnings_of(imported.question);
    imported.present = !known.insert(essence(imported.question)).second;
    out.questions.push_back(std::move(imported));
  }
  return out;
}

std::set<std::string> known_questions(store::Transaction& tx, WorkspaceId const& workspace) {
  std::set<std::string> known;
  for (QuestionVersion const& version : latest_version_rows(tx, workspace)) known.insert(essence(version.question));
  return known;
}

/// "Q-0012": the next that no item has.
class References {
 public:
  References(store::Transaction& tx, WorkspaceId const& workspace) {
    for (QuestionItem const& item : question_rows(tx, workspace)) taken_.insert(item.reference.to_string());
  }
  Text<1, 60> next() {
    std::string text;
    do {
      std::string const digits = std::to_string(++last_);
      text = "Q-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
    } while (!taken_.insert(text).second);
    return *Text<1, 60>::parse(text);
  }

 private:
  std::set<std::string> taken_;
  int last_ = 0;
};

}  // namespace

Result<QuestionSheet> create_question(QuestionnaireDesk const& desk, Actor const& actor, SaveQuestion const& request) {
  TRY_DONE(check(request));
  return desk.database.write([&](store::Transaction& tx) -> Result<QuestionSheet> {
    QuestionItem const item = new_item(desk, actor, request);
    TRY_DONE(check_reference(tx, actor.workspace, item));
    write_new(tx, desk, actor, item, request.question);
    identity::record_audit(tx, desk.clock, actor, {"examine.question_created", "question", item.id.to_string()});
    return sheet(tx, item);
  });
}

Result<QuestionSheet> save_question(QuestionnaireDesk const& desk, Actor const& actor, QuestionItemId const& id, SaveQuestion const& change) {
  TRY_DONE(check(change));
  return desk.database.write([&](store::Transaction& tx) -> Result<QuestionSheet> {
    TRY(QuestionSheet const before, load_question(tx, actor.workspace, id));
    QuestionItem item = before.item;
    take(item, change);
    TRY_DONE(check_reference(tx, actor.workspace, item));
    item.revision = change.revision.value_or(item.revision) + 1;
    item.updated_at = desk.clock.now();
    bool const renewed = !(before.question == change.question);
    if (renewed) {
      item.version_id = QuestionVersionId::make(desk.clock);
      ++item.version;
    }
    if (!update_question(tx, item)) return conflict("examine.stale_revision");
    if (renewed) insert_question_version(tx, version_of(desk, actor, item, change.question));
    identity::record_audit(tx, desk.clock, actor, {"examine.question_saved", "question", id.to_string()});
    return sheet(tx, item);
  });
}

Result<QuestionSheet> load_question(store::Transaction& tx, WorkspaceId const& workspace, QuestionItemId const& id) {
  auto const item = find_question(tx, workspace, id);
  if (!item) return not_found("examine.question_not_found");
  return sheet(tx, *item);
}

std::vector<QuestionItem> questions_of(store::Transaction& tx, WorkspaceId const& workspace, QuestionFilter const& filter) {
  std::vector<QuestionItem> all = question_rows(tx, workspace);
  std::erase_if(all, [&](QuestionItem const& item) { return !passes(item, filter); });
  return all;
}

Result<QuestionImport> preview_import(QuestionnaireDesk const& desk, Actor const& actor, QuestionFile format, std::string_view file) {
  TRY(quiz::FileReading reading, read_file(format, file));
  return desk.database.read([&](store::Transaction& tx) -> Result<QuestionImport> {
    std::set<std::string> known = known_questions(tx, actor.workspace);
    return prepared(std::move(reading), known);
  });
}

Result<QuestionImport> import_questions(QuestionnaireDesk const& desk, Actor const& actor, QuestionFile format, std::string_view file) {
  TRY(quiz::FileReading const reading, read_file(format, file));
  return desk.database.write([&](store::Transaction& tx) -> Result<QuestionImport> {
    std::set<std::string> known = known_questions(tx, actor.workspace);
    QuestionImport import = prepared(reading, known);
    References references(tx, actor.workspace);
    for (ImportedQuestion const& imported : import.questions) {
      if (imported.present) continue;
      SaveQuestion const request{references.next(), {}, Difficulty::medium, imported.tags, QuestionState::draft, imported.question, {}};
      write_new(tx, desk, actor, new_item(desk, actor, request), imported.question);
      ++import.made;
    }
    identity::record_audit(tx, desk.clock, actor, {"examine.questions_imported", "question", "", json::encode(std::map<std::string, std::int64_t>{{"made", import.made}})});
    return import;
  });
}

quiz::FileWriting export_questions(store::Transaction& tx, WorkspaceId const& workspace, QuestionFilter const& filter, QuestionFile format) {
  std::map<QuestionVersionId, QuestionItem> wanted;
  for (QuestionItem& item : questions_of(tx, workspace, filter)) wanted.emplace(item.version_id, std::move(item));
  std::vector<quiz::Question> questions;
  for (QuestionVersion& version : latest_version_rows(tx, workspace)) {
    auto const item = wanted.find(version.id);
    if (item == wanted.end()) continue;
    version.question.tags.clear();
    for (QuestionTag const& tag : item->second.tags) version.question.tags.push_back(tag.to_string());
    questions.push_back(std::move(version.question));
  }
  return format == QuestionFile::gift ? quiz::write_gift(questions) : quiz::write_moodle_xml(questions);
}

}  // namespace parvis::examine
