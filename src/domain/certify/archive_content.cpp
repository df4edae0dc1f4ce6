// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/archive_content.h"

#include <algorithm>
#include <set>

#include "base/digest.h"
#include "base/file_digest.h"
#include "certify/award_store.h"
#include "certify/certificate_store.h"
#include "certify/procedure_store.h"
#include "embedded/certify_archive.h"

namespace parvis::certify {
namespace {

namespace js = boost::json;
using render::ArchiveEntry;

struct Collecting {
  store::Transaction& tx;
  Desk const& desk;
  SessionArchive const& archive;
  examine::ExamSession session;
  std::vector<ArchiveEntry>& entries;
  std::set<std::string>& told;  // ids whose lines of the ledger belong here
};

void add(Collecting const& collecting, std::string path, json::Value const& value) { collecting.entries.push_back({std::move(path), js::serialize(value) + "\n"}); }

void add_members(Collecting const& collecting, std::string const& folder, json::Value const& records) {
  for (auto const& [name, value] : records.as_object()) add(collecting, folder + std::string(name) + ".json", value);
}

/// Objects of the session that lines of the ledger name without naming the session: what was handed in, answered, agreed, signed.
void note_ids(Collecting const& collecting, json::Value const& records, std::initializer_list<char const*> tables) {
  for (char const* table : tables) {
    auto const* rows = records.as_object().if_contains(table);
    if (rows == nullptr) continue;
    for (json::Value const& row : rows->as_array()) collecting.told.insert(json::text_of(row.at("id")));
  }
}

void add_rules(Collecting const& collecting) {
  add(collecting, "rules/rule_set.json", collecting.session.rules ? json::to_value(*collecting.session.rules) : json::Value(nullptr));
  auto const version = enrol::load_version(collecting.tx, collecting.archive.workspace_id, collecting.session.version_id);
  if (version) add(collecting, "rules/referential.json", json::to_value(*version));
  add(collecting, "rules/certification.json", json::to_value(enrol::load_card(collecting.tx, collecting.archive.workspace_id)));
}

json::Value convocations_of(Collecting const& collecting) {
  js::array all;
  for (examine::Sitter const& sitter : examine::sitters_of(collecting.tx, collecting.session.id)) {
    all.push_back({{"pseudonym", sitter.pseudonym}, {"convoked_at", json::to_value(sitter.convoked_at)}, {"deadline", json::to_value(sitter.deadline)}});
  }
  return all;
}

void add_exam(Collecting const& collecting) {
  json::Value const records = collecting.desk.records.exam_records(collecting.tx, collecting.session);
  add_members(collecting, "exam/", records);
  note_ids(collecting, records, {"sitters", "submissions"});
  add(collecting, "exam/convocations.json", convocations_of(collecting));
  add(collecting, "exam/root.json", json::to_value(examine::sealed_root(collecting.tx, collecting.session.id)));
}

void add_questionnaire(Collecting const& collecting) {
  auto const records = collecting.desk.records.questionnaire_records(collecting.tx, collecting.session);
  if (!records) return;
  add_members(collecting, "questionnaire/", *records);
  note_ids(collecting, *records, {"sittings"});
}

/// there: in the archive; left_out: beyond the archive's limit; gone: purged at its term.
enum class EvidenceState { there, left_out, gone };
BOOST_DESCRIBE_ENUM(EvidenceState, there, left_out, gone)
struct EvidenceFile {
  std::string path;
  std::string sha256;
  std::int64_t bytes = 0;
  EvidenceState state = EvidenceState::there;
};
BOOST_DESCRIBE_STRUCT(EvidenceFile, (), (path, sha256, bytes, state))

void add_evidence_from(Collecting const& collecting, std::string const& folder, std::vector<KeptFile> const& files, std::vector<EvidenceFile>& told) {
  std::int64_t sum = 0;
  for (EvidenceFile const& one : told) sum += one.state == EvidenceState::there ? one.bytes : 0;
  for (KeptFile const& file : files) {
    EvidenceFile line{"evidence/" + folder + file.path, file.sha256, 0, EvidenceState::gone};
    std::filesystem::path const place = collecting.desk.jury.file_of(file.sha256);
    std::error_code error;
    auto const bytes = std::filesystem::file_size(place, error);
    if (!error) {
      line.bytes = static_cast<std::int64_t>(bytes);
      line.state = sum + line.bytes > collecting.desk.records.most_evidence_bytes ? EvidenceState::left_out : EvidenceState::there;
    }
    if (line.state == EvidenceState::there) {
      sum += line.bytes;
      collecting.entries.push_back({line.path, place});
    }
    told.push_back(std::move(line));
  }
}

// What jurors had, and what was handed in itself, which may name its author.
void add_evidence(Collecting const& collecting) {
  auto const& records = collecting.desk.records;
  std::vector<EvidenceFile> told;
  if (collecting.archive.identities == ArchiveIdentities::named) {
    add_evidence_from(collecting, "handed_in/", records.files_handed_in(collecting.tx, collecting.session.id), told);
  }
  add_evidence_from(collecting, "for_jurors/", records.files_for_jurors(collecting.tx, collecting.session.id), told);
  add(collecting, "evidence/files.json", json::to_value(told));
}

void add_jury(Collecting const& collecting) {
  json::Value const records = judge::session_records(collecting.tx, collecting.session.id);
  add_members(collecting, "jury/", records);
  note_ids(collecting, records, {"deliberations", "minutes"});
  add(collecting, "jury/comparison.json", collecting.desk.records.comparison(collecting.tx, collecting.session));
  if (collecting.archive.identities != ArchiveIdentities::named) return;
  for (judge::Minutes const& minutes : judge::minutes_of(collecting.tx, collecting.session.id)) {
    collecting.entries.push_back({"minutes/" + minutes.number + ".pdf", collecting.desk.jury.file_of(minutes.pdf_sha256)});
    add(collecting, "minutes/" + minutes.number + ".json", json::to_value(judge::content_of(collecting.tx, minutes.id)));
  }
}

void add_candidates(Collecting const& collecting) {
  if (collecting.archive.identities != ArchiveIdentities::named) return;
  js::array all;
  for (examine::Sitter const& sitter : examine::sitters_of(collecting.tx, collecting.session.id)) {
    auto const enrolment = enrol::load_enrolment(collecting.tx, collecting.archive.workspace_id, sitter.enrolment_id);
    if (!enrolment) continue;
    auto const candidate = enrol::load_candidate(collecting.tx, collecting.archive.workspace_id, enrolment->candidate_id);
    auto const identity = enrol::load_identity(collecting.tx, enrolment->candidate_id);
    all.push_back({{"pseudonym", sitter.pseudonym},
                   {"enrolment_id", sitter.enrolment_id.to_string()},
                   {"number", candidate ? candidate->number.to_string() : ""},
                   {"name", identity ? enrol::shown_name(*identity) : ""}});
  }
  add(collecting, "exam/candidates.json", all);
}

/// Rows of which `belongs` says yes, each noted for the ledger's extract.
template <class Row, class Belongs>
json::Value chosen(Collecting const& collecting, std::vector<Row> const& rows, Belongs const& belongs) {
  js::array all;
  for (Row const& row : rows) {
    if (!belongs(row)) continue;
    collecting.told.insert(row.id.to_string());
    all.push_back(json::to_value(row));
  }
  return all;
}

bool told_of(Collecting const& collecting, std::string const& id) { return collecting.told.contains(id); }

void add_results(Collecting const& collecting) {
  store::Transaction& tx = collecting.tx;
  WorkspaceId const& workspace = collecting.archive.workspace_id;
  auto const outcomes = outcomes_of_session(tx, workspace, collecting.archive.session_id);
  auto const here = [&](auto const& row) {
    return std::any_of(outcomes.begin(), outcomes.end(), [&](JuryOutcome const& one) { return one.enrolment_id == row.enrolment_id && one.block == row.block; });
  };
  add(collecting, "results/outcomes.json", chosen(collecting, outcomes, [](JuryOutcome const&) { return true; }));
  add(collecting, "results/awards.json", chosen(collecting, award_rows(tx, workspace), here));
  add(collecting, "results/appeals.json", chosen(collecting, appeal_rows(tx, workspace), [&](Appeal const& row) { return told_of(collecting, row.outcome_id.to_string()); }));
  add(collecting, "results/frauds.json", chosen(collecting, fraud_rows(tx, workspace), here));
  add(collecting, "results/corrections.json",
      chosen(collecting, correction_rows(tx, workspace), [&](CorrectionAsked const& row) { return row.session_id == collecting.archive.session_id; }));
  add(collecting, "results/certificates.json", chosen(collecting, certificate_rows(tx, workspace), [&](Certificate const& row) {
        return std::any_of(outcomes.begin(), outcomes.end(), [&](JuryOutcome const& one) { return one.enrolment_id == row.enrolment_id; });
      }));
  add(collecting, "results/credentials.json", chosen(collecting, credential_rows(tx, workspace), [&](Credential const& row) { return told_of(collecting, row.source_id); }));
}

/// Whether a line's content names an object of the session: ids are looked for where their dashes stand.
bool names_one(std::string const& content, std::set<std::string> const& ids) {
  constexpr std::size_t first_dash = 8, length = 36;
  for (std::size_t dash = content.find('-'); dash != std::string::npos; dash = content.find('-', dash + 1)) {
    if (dash < first_dash || dash - first_dash + length > content.size()) continue;
    if (ids.contains(content.substr(dash - first_dash, length))) return true;
  }
  return false;
}

/// One line of the chain without what it holds: enough to recompute every digest.
std::string chain_line(enrol::LedgerLine const& line) {
  return js::serialize(js::object{{"number", line.number},
                                  {"at", line.at.milliseconds()},
                                  {"actor", line.actor ? line.actor->to_string() : ""},
                                  {"act", line.act},
                                  {"kind", line.kind},
                                  {"object_id", line.object_id},
                                  {"content_sha256", sha256_hex(line.content)},
                                  {"hash", line.hash}}) +
         "\n";
}

// The whole chain is there without its contents; of this session, the contents too.
void add_ledger(Collecting const& collecting) {
  std::string chain, extract, head;
  collecting.told.insert(collecting.archive.session_id);
  collecting.desk.records.read_ledger(collecting.tx, collecting.archive.workspace_id, [&](enrol::LedgerLine const& line) {
    if (line.number > collecting.archive.ledger_entries) return;
    chain += chain_line(line);
    head = line.hash;
    bool const ours = told_of(collecting, line.object_id) || names_one(line.content, collecting.told);
    if (ours) extract += js::serialize(js::object{{"number", line.number}, {"content", line.content}}) + "\n";
  });
  collecting.entries.push_back({"ledger/chain.jsonl", std::move(chain)});
  collecting.entries.push_back({"ledger/extract.jsonl", std::move(extract)});
  add(collecting, "ledger/head.json", js::object{{"entries", collecting.archive.ledger_entries}, {"head", head}});
}

FileDigest digest_of(ArchiveEntry const& entry) {
  if (auto const* text = std::get_if<std::string>(&entry.content)) return {std::ssize(*text), sha256_hex(*text)};
  return digest_of_file(std::get<std::filesystem::path>(entry.content)).value_or(FileDigest());
}

struct Listed {
  std::string path;
  std::int64_t bytes = 0;
  std::string sha256;
};

std::vector<Listed> listed(std::vector<ArchiveEntry> const& entries) {
  std::vector<Listed> all;
  for (ArchiveEntry const& entry : entries) {
    FileDigest digest = digest_of(entry);
    all.push_back({entry.path, digest.bytes, std::move(digest.sha256)});
  }
  return all;
}

std::string escaped(std::string const& text) {
  std::string safe;
  for (char const c : text) {
    if (c == '<') safe += "&lt;";
    else if (c == '&') safe += "&amp;";
    else safe += c;
  }
  return safe;
}

void fill(std::string& page, std::string const& slot, std::string const& text) {
  std::string const mark = "{{" + slot + "}}";
  for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + text.size())) page.replace(at, mark.size(), text);
}

std::string template_for(identity::Locale locale) {
  for (embedded::File const& file : embedded::certify_archive()) {
    if (file.name == "index." + json::name_of(locale) + ".html") return std::string(file.bytes);
  }
  return {};
}

std::string page_of(Desk const& desk, SessionArchive const& archive, std::vector<Listed> const& files) {
  std::string rows;
  for (Listed const& one : files) {
    std::string const path = escaped(one.path);
    rows += "<tr><td><a href=\"" + path + "\">" + path + "</a></td><td>" + std::to_string(one.bytes) + "</td><td><code>" + one.sha256 + "</code></td></tr>\n";
  }
  std::string page = template_for(archive.locale);
  fill(page, "rows", rows);
  fill(page, "title", escaped(archive.title));
  fill(page, "identities", json::name_of(archive.identities));
  fill(page, "limit", std::to_string(desk.records.most_evidence_bytes));
  fill(page, "entries", std::to_string(archive.ledger_entries));
  return page;
}

}  // namespace

Result<std::vector<ArchiveEntry>> archive_content(Desk const& desk, SessionArchive const& archive, std::function<void(std::int64_t)> const& tell) {
  std::vector<ArchiveEntry> entries;
  std::set<std::string> told;
  TRY(auto const id, examine::ExamSessionId::parse(archive.session_id));
  Actor actor;
  actor.workspace = archive.workspace_id;
  json::Value const agreement = desk.records.agreement(actor, id);
  std::int64_t step = 0;
  for (auto const part : {add_rules, add_exam, add_questionnaire, add_evidence, add_jury, add_candidates, add_results, add_ledger}) {
    TRY_DONE(desk.database.read([&](store::Transaction& tx) -> Done {
      TRY(auto session, examine::load_session(tx, archive.workspace_id, id));
      part({tx, desk, archive, std::move(session), entries, told});
      return {};
    }));
    tell(++step);
  }
  entries.push_back({"jury/agreement.json", js::serialize(agreement) + "\n"});
  std::sort(entries.begin(), entries.end(), [](ArchiveEntry const& a, ArchiveEntry const& b) { return a.path < b.path; });
  return entries;
}

std::vector<ArchiveEntry> archive_indexes(Desk const& desk, SessionArchive const& archive, std::vector<ArchiveEntry> const& entries) {
  auto const files = listed(entries);
  js::array rows;
  for (Listed const& one : files) rows.push_back({{"path", one.path}, {"bytes", one.bytes}, {"sha256", one.sha256}});
  js::object const index{{"format", "parvis-session-archive/1"},
                         {"session", archive.session_id},
                         {"title", archive.title},
                         {"identities", json::name_of(archive.identities)},
                         {"ledger_entries", archive.ledger_entries},
                         {"files", std::move(rows)}};
  return {{"index.html", page_of(desk, archive, files)}, {"index.json", js::serialize(index) + "\n"}};
}

}  // namespace parvis::certify
